/** What a doctor's registration lets them treat. */
export const scopes = ['general', 'paediatrics', 'respiratory', 'traditional'] as const;
export type Scope = (typeof scopes)[number];
