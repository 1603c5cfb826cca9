import { v7 } from 'uuid';

let people = 0;

/** What a counter sends of a feverish patient who may go home with paracetamol; each time another form and somebody else. */
export const visitForm = (n = 0) => ({
  id: v7(),
  name: `Patient ${n} of ${(people += 1)}`,
  bornOn: '1950-03-01',
  sex: 'female',
  temperature: '38.5',
  disposition: 'medicines',
  'medicines[0][medicine]': 'PARA500',
  'medicines[0][quantity]': '6',
  spo2: '97',
  pulse: '84',
  respiration: '16',
  systolic: '126',
  feverDays: '2',
  symptoms: 'none',
  facts: 'asked',
});
