/**
 * How the schools register's types of establishment map to our kinds, phases and duties. Facts: Education Act 2002 s175
 * (maintained schools and colleges), s157 with the Independent School Standards (academies and independent schools), the
 * non-maintained special schools regulations, Education and Training (Welfare of Children) Act 2021 (16 to 19 academies
 * and special post-16 institutions). Codes are text: leading zeros count.
 */
import type { DutyBasis, OrganisationKind, Phase } from '../../../../standards/vocabulary.ts';

type RegisterType = { readonly kind: OrganisationKind; readonly phase?: Phase; readonly duty?: DutyBasis };

const mainstream = { kind: 'maintained-school' } as const;
const maintainedSpecial = { kind: 'maintained-school', phase: 'special' } as const;
const academy = { kind: 'academy' } as const;
const specialAcademy = { kind: 'academy', phase: 'special' } as const;
const alternativeAcademy = { kind: 'alternative-provision-academy', phase: 'alternative-provision' } as const;
const sixteenToNineteen = { kind: 'academy', phase: 'post-16', duty: 'welfare-2021' } as const;

export const registerTypes: Readonly<Record<string, RegisterType>> = {
  '01': mainstream, // community
  '02': mainstream, // voluntary aided
  '03': mainstream, // voluntary controlled
  '05': mainstream, // foundation
  '06': academy, // city technology college
  '07': maintainedSpecial, // community special
  '08': { kind: 'non-maintained-special-school', phase: 'special' },
  '10': { kind: 'independent-school', phase: 'special' },
  '11': { kind: 'independent-school' },
  '12': maintainedSpecial, // foundation special
  '14': { kind: 'pupil-referral-unit', phase: 'alternative-provision' },
  '15': { kind: 'maintained-nursery-school', phase: 'nursery' },
  '18': { kind: 'college', phase: 'post-16' },
  '28': academy, // sponsor led
  '31': { kind: 'college', phase: 'post-16' }, // sixth form centre
  '32': { kind: 'post-16-institution', phase: 'post-16' },
  '33': specialAcademy, // sponsor led
  '34': academy, // converter
  '35': academy, // free school
  '36': specialAcademy, // free school
  '38': alternativeAcademy, // free school
  '39': sixteenToNineteen, // free school
  '40': academy, // university technical college
  '41': academy, // studio school
  '42': alternativeAcademy, // converter
  '43': alternativeAcademy, // sponsor led
  '44': specialAcademy, // converter
  '45': sixteenToNineteen, // converter
  '46': sixteenToNineteen, // sponsor led
  '57': sixteenToNineteen, // secure
};

/** Types that are in the register and answer no return of ours. */
export const registerTypesLeftOut: ReadonlySet<string> = new Set([
  '24', // secure unit
  '25', // offshore school
  '26', // service children's education
  '27', // miscellaneous
  '29', // higher education institution
  '30', // Welsh establishment
  '37', // British school overseas
  '49', // online provider
  '52', // children's centre
  '53', // children's centre linked site
  '56', // institution funded by another department
]);

/** Phases by the register's code; a middle school goes with the phase it is deemed to be. */
export const registerPhases: Readonly<Record<string, Phase | null>> = {
  '0': null,
  '1': 'nursery',
  '2': 'primary',
  '3': 'primary',
  '4': 'secondary',
  '5': 'secondary',
  '6': 'post-16',
  '7': 'all-through',
};
