/**
 * Illnesses that a doctor or counter reports to the disease control centre, and within how many hours: class A and what is
 * managed like it at once, within two, all others within a day (传染病防治法 and 传染病信息报告管理规范; the list is from
 * memory and says so on its page).
 */
export const notifiable = {
  plague: 2,
  cholera: 2,
  sars: 2,
  'pulmonary-anthrax': 2,
  'avian-influenza': 2,
  polio: 2,
  'covid-19': 24,
  influenza: 24,
  measles: 24,
  dengue: 24,
  malaria: 24,
  hfrs: 24,
  'hand-foot-mouth': 24,
  dysentery: 24,
  tuberculosis: 24,
  'scarlet-fever': 24,
  pertussis: 24,
  mumps: 24,
  hepatitis: 24,
} as const;
export type Illness = keyof typeof notifiable;
export const illnesses = Object.keys(notifiable) as Illness[];

const hourMs = 3600_000;

/** Until when it must have been reported. */
export const dueAt = (illness: Illness, noticedAt: Date): Date =>
  new Date(noticedAt.getTime() + notifiable[illness] * hourMs);

/** A quarter of the time before it is over, officers are told. */
export const remindAt = (illness: Illness, noticedAt: Date): Date =>
  new Date(noticedAt.getTime() + notifiable[illness] * hourMs * 0.75);
