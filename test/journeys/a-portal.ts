import { inject } from 'vitest';
import { administer } from '../setup/postgres.ts';
import { type PortalProcess, preparePortal } from './portal-process.ts';

export type Dialect = 'sqlite' | 'postgres';

let number = 0;

/** A portal of a journey's own, not started yet, on an empty database of the given kind. */
export async function aPortal(dialect: Dialect): Promise<PortalProcess> {
  if (dialect === 'sqlite') return preparePortal();
  const url = inject('postgresUrl');
  const database = `${inject('postgresTemplate')}_journey_${process.pid}_${number++}`;
  await administer(url, `create database ${database}`);
  const portal = await preparePortal({ databaseUrl: `${url}/${database}` });
  return {
    ...portal,
    remove: async () => {
      await portal.remove();
      await administer(url, `drop database if exists ${database} with (force)`);
    },
  };
}

export const panel = {
  manager: { email: 'ruth.amble@brook.example', name: 'Ruth Amble', role: 'business-manager' },
  moderator: { email: 'sam.dunmore@brook.example', name: 'Sam Dunmore', role: 'moderator' },
  chair: { email: 'ivy.colne@brook.example', name: 'Ivy Colne', role: 'independent-chair' },
} as const;

/** What an operator does before anybody can sign in: the partnership, and its first people. */
export async function setUpPartnership(portal: PortalProcess): Promise<void> {
  await operate(portal, 'partnerships', 'add', 'brook', '--name', 'Brook Safeguarding Children Partnership');
  for (const { email, name, role } of Object.values(panel))
    await operate(portal, 'users', 'invite', email, '--name', name, '--role', role, '--partnership', 'brook');
}

async function operate(portal: PortalProcess, ...args: string[]): Promise<void> {
  const { code, output } = await portal.los(...args);
  if (code !== 0) throw new Error(`los ${args.join(' ')} ended with ${code}:\n${output}`);
}
