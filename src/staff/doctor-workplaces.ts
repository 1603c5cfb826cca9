/** Where visiting doctors work. The roster lies above and knows it. */
export abstract class DoctorWorkplaces {
  /** Keys of the outlets where a doctor sees patients today. */
  abstract outletsToday(doctorId: string): Promise<string[]>;
}
