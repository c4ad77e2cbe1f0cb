import type { Facts } from '../../app/features/questionnaire/conditions.ts';

/** A police force with nothing answered, unless told otherwise. */
export function anAgencysFacts(parts: Partial<Facts> = {}): Facts {
  return { kind: 'police', phase: null, duty: 'section-11', profile: {}, answers: {}, ...parts };
}

/** A maintained primary school with nothing answered, unless told otherwise. */
export function aSchoolsFacts(parts: Partial<Facts> = {}): Facts {
  return { kind: 'maintained-school', phase: 'primary', duty: 'section-175', profile: {}, answers: {}, ...parts };
}
