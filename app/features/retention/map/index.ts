import { disclosureUnits } from './disclosures.ts';
import { ownUnits } from './own.ts';
import { panelUnits } from './panel.ts';
import { peopleUnits } from './people.ts';
import { returnUnits } from './returns.ts';
import type { Unit } from './unit.ts';
import { workUnits } from './work.ts';

const byCode = { ...panelUnits, ...workUnits, ...disclosureUnits, ...returnUnits, ...ownUnits, ...peopleUnits };

export type UnitCode = keyof typeof byCode;

/** Every kind of record that can go, by its code: those that rest on others before what they rest on. */
export const units: Readonly<Record<UnitCode, Unit>> = byCode;

export const unitCodes = Object.keys(units) as readonly UnitCode[];

export const isUnit = (code: string): code is UnitCode => Object.hasOwn(units, code);

/** The table and the column of a path, and the table that the column leads to, where it is not the record. */
export function readPath(path: string): {
  readonly table: string;
  readonly column: string;
  readonly by: string | null;
} {
  const [place = '', by = null] = path.split(' > ');
  const [table = '', column = ''] = place.split('.');
  return { table, column, by };
}
