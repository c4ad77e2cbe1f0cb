import { parseArgs } from 'node:util';
import { findOrAddPerson, grantRole } from '../../features/accounts/commands/add-person.server.ts';
import { endSessionsByOperator } from '../../features/accounts/commands/end-session.server.ts';
import { endSystemRole, grantSystemRole } from '../../features/accounts/commands/grant-system-role.server.ts';
import { makeSignInLink } from '../../features/accounts/commands/make-sign-in-link.server.ts';
import {
  organisationRoles,
  type PartnershipRole,
  partnershipRoles,
  systemRoles,
} from '../../features/accounts/permissions.ts';
import { emailSchema } from '../../features/accounts/schema.ts';
import { queueMessage } from '../../features/notifications/commands.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { countOf } from '../../platform/words.ts';
import type { CliCommand, CommandContext } from '../command.ts';

const isPartnershipRole = (role: string): role is PartnershipRole => Object.hasOwn(partnershipRoles, role);

async function printLink(
  portal: Portal,
  address: string,
  out: Pick<CommandContext, 'print' | 'error'>,
): Promise<number> {
  const path = await makeSignInLink(portal, address.trim().toLowerCase());
  if (path === undefined) {
    out.error(`Nobody has the address ${address}`);
    return 1;
  }
  out.print(`${portal.config.publicOrigin}${path}`);
  return 0;
}

/** Signs out one person, or everybody, wherever they are signed in. */
async function signOut(
  portal: Portal,
  address: string | undefined,
  out: Pick<CommandContext, 'print' | 'error'>,
): Promise<number> {
  const whose = address === undefined ? 'everybody' : { email: address.trim().toLowerCase() };
  const ended = await endSessionsByOperator(portal, whose);
  if (ended === undefined) {
    out.error(`Nobody has the address ${address}`);
    return 1;
  }
  out.print(`${countOf(ended, 'session')} ended`);
  return 0;
}

/** Gives a person the role of leading a trust or group. */
async function inviteLead(
  portal: Portal,
  input: { readonly address: string | undefined; readonly name: unknown; readonly number: unknown },
  out: Pick<CommandContext, 'print' | 'error'>,
): Promise<number> {
  const email = emailSchema.safeParse(input.address);
  const { name, number } = input;
  if (!email.success || typeof name !== 'string' || typeof number !== 'string') {
    out.error('Give an e-mail address, --name NAME and --organisation NUMBER');
    return 2;
  }
  const { role, group } = await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const found = await trx
      .selectFrom('organisation')
      .select(['id', 'name'])
      .where((eb) => eb.or([eb('id', '=', number), eb('urn', '=', number), eb('ods_code', '=', number)]))
      .where('sector', '=', 'agency')
      .executeTakeFirst();
    if (!found) return { role: undefined, group: undefined };
    const person = await findOrAddPerson(trx, stamp, { email: email.data, name, jobTitle: null }, null);
    const lead = 'group-lead' as const;
    await grantRole(trx, stamp, person.id, { role: lead, organisationId: found.id }, null);
    await queueMessage(trx, stamp, {
      template: 'invitation',
      fields: {
        organisation: found.name,
        role: organisationRoles[lead].toLowerCase(),
        address: `${portal.config.publicOrigin}/sign-in`,
      },
      to: { address: email.data, personId: person.id },
      reference: `invitation:${person.id}:${lead}:${found.id}`,
      organisationId: found.id,
    });
    return { role: organisationRoles[lead], group: found.name };
  });
  if (group === undefined) {
    out.error(`There is no trust or agency with the number ${number}`);
    return 1;
  }
  out.print(`${email.data} is ${role.toLowerCase()} of ${group}`);
  return 0;
}

/** Gives or ends the role of looking after the installation. */
async function changeAdministrator(
  portal: Portal,
  input: { readonly verb: string | undefined; readonly address: string; readonly name: unknown },
  out: Pick<CommandContext, 'print' | 'error'>,
): Promise<number> {
  const email = emailSchema.safeParse(input.address);
  const { name, verb } = input;
  const role = 'system-administrator' as const;
  if (!email.success || (verb === 'invite' ? typeof name !== 'string' : verb !== 'end')) {
    out.error('Give an e-mail address, and --name NAME to invite');
    return 2;
  }
  const stamp = portal.stamp();
  const done = await portal.database.transaction(async (trx) => {
    if (verb === 'end') {
      const known = await trx.selectFrom('person').select('id').where('email', '=', email.data).executeTakeFirst();
      return known !== undefined && (await endSystemRole(trx, stamp, known.id, role));
    }
    const person = await findOrAddPerson(trx, stamp, { email: email.data, name: String(name), jobTitle: null }, null);
    await grantSystemRole(trx, stamp, person.id, role);
    await queueMessage(trx, stamp, {
      template: 'invitation',
      fields: {
        organisation: 'this installation',
        role: systemRoles[role].toLowerCase(),
        address: `${portal.config.publicOrigin}/sign-in`,
      },
      to: { address: email.data, personId: person.id },
      reference: `invitation:${person.id}:${role}`,
    });
    return true;
  });
  if (!done) {
    out.error(`${email.data} is no system administrator`);
    return 1;
  }
  out.print(
    verb === 'end' ? `${email.data} is no system administrator any more` : `${email.data} is system administrator`,
  );
  return 0;
}

export const command: CliCommand = {
  name: 'users',
  summary: 'adds a person to a partnership, or makes a link to sign in',
  usage: `Usage: npm run los -- users invite EMAIL --name NAME --role ROLE --partnership SLUG
       npm run los -- users invite EMAIL --name NAME --role group-lead --organisation NUMBER
       npm run los -- users invite EMAIL --name NAME --role system-administrator
       npm run los -- users end EMAIL --role system-administrator
       npm run los -- users link EMAIL
       npm run los -- users sign-out EMAIL
       npm run los -- users sign-out --everybody

\`invite\` gives a person a role in a partnership and queues the message that tells them. Roles: ${Object.keys(partnershipRoles).join(', ')}.
The first business manager of a new installation is added this way; they add everybody else on the pages. Whoever leads
a trust or group may see sites of several areas, so that no area can hand that role out: it is given here, with the
number of the trust (TR00000, an ODS code, or the identifier in the address of its page).
A system administrator looks after the installation and reads
nothing of anybody's but in an emergency; that role is given and ended here alone.
\`link\` prints a link that signs the person in once, within 20 minutes, for when mail does not reach them.
\`sign-out\` ends every session of a person, or of everybody, at once: when a device was stolen, or after a restore.`,
  async run(args, { print, error, portal }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      strict: false,
      options: {
        name: { type: 'string' },
        role: { type: 'string' },
        partnership: { type: 'string' },
        organisation: { type: 'string' },
        everybody: { type: 'boolean' },
      },
    });
    const [verb, address] = positionals;
    const { name, role, partnership: slug } = values;
    if (verb === 'link' && address !== undefined) return printLink(await portal(), address, { print, error });
    if (verb === 'sign-out' && (address !== undefined) !== (values.everybody === true))
      return signOut(await portal(), address, { print, error });
    if (role === 'system-administrator' && address !== undefined)
      return changeAdministrator(await portal(), { verb, address, name }, { print, error });
    if (verb === 'invite' && role === 'group-lead')
      return inviteLead(await portal(), { address, name, number: values.organisation }, { print, error });
    if (verb !== 'invite' || typeof name !== 'string' || typeof role !== 'string' || typeof slug !== 'string') {
      error(this.usage);
      return 2;
    }
    const email = emailSchema.safeParse(address);
    if (!email.success || !isPartnershipRole(role)) {
      error(email.success ? `There is no role '${role}'` : 'Enter an e-mail address in the correct format');
      return 2;
    }
    const opened = await portal();
    const added = await opened.database.transaction(async (trx) => {
      const stamp = opened.stamp();
      const partnership = await trx
        .selectFrom('partnership')
        .select(['id', 'name'])
        .where('slug', '=', slug)
        .executeTakeFirst();
      if (!partnership) return undefined;
      const person = await findOrAddPerson(trx, stamp, { email: email.data, name, jobTitle: null }, null);
      await grantRole(trx, stamp, person.id, { role, partnershipId: partnership.id }, null);
      await queueMessage(trx, stamp, {
        template: 'invitation',
        fields: {
          organisation: partnership.name,
          role: partnershipRoles[role],
          address: `${opened.config.publicOrigin}/sign-in`,
        },
        to: { address: email.data, personId: person.id },
        reference: `invitation:${person.id}:${role}:${partnership.id}`,
        partnershipId: partnership.id,
      });
      return partnership.name;
    });
    if (added === undefined) {
      error(`There is no partnership '${slug}'`);
      return 1;
    }
    print(`${email.data} is ${partnershipRoles[role].toLowerCase()} of ${added}`);
    return 0;
  },
};
