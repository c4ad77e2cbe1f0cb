import { parseArgs } from 'node:util';
import { addIssuer, endIssuer, listIssuers, newIssuerSchema } from '../../features/accounts/commands/issuers.server.ts';
import { callbackAddress } from '../../features/accounts/provider/start.server.ts';
import type { Portal } from '../../platform/portal.ts';
import type { CliCommand, CommandContext } from '../command.ts';

type Say = Pick<CommandContext, 'print' | 'error'>;

async function add(portal: Portal, values: Record<string, unknown>, { print, error }: Say): Promise<number> {
  const asked = newIssuerSchema.safeParse({
    ...values,
    clientId: values['client-id'],
    secretName: values.secret,
  });
  if (!asked.success) {
    for (const { message } of asked.error.issues) error(message);
    return 2;
  }
  const { id, of } = await addIssuer(portal, asked.data);
  print(`${asked.data.name} signs in people of ${of}.`);
  print(`Identifier:     ${id}`);
  print(`Redirect URI:   ${callbackAddress(portal, id)}`);
  const { secretName } = asked.data;
  if (!portal.config.clientSecrets.has(secretName))
    print(`Still to do:    set OIDC_SECRET_${secretName} and start again`);
  return 0;
}

export const command: CliCommand = {
  name: 'issuers',
  summary: 'sets up where organisations sign in their own people',
  usage: `Usage: npm run los -- issuers add --name NAME --issuer ADDRESS --client-id ID --secret NAME --organisation NUMBER
       npm run los -- issuers add --name NAME --issuer ADDRESS --client-id ID --secret NAME --partnership SLUG
       npm run los -- issuers list
       npm run los -- issuers end IDENTIFIER

An organisation, or a partnership for its own people, may have one sign-in by OpenID Connect. The secret of the client is
never kept in the database: \`--secret BROOKMERE\` names the setting OIDC_SECRET_BROOKMERE that holds it. \`add\` prints
the redirect URI for the provider. An issuer is not changed: end it and add another, because accounts are connected with
it. docs/sign-in.md shows each step for Entra ID.`,
  async run(args, { print, error, portal }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      strict: false,
      options: Object.fromEntries(
        ['name', 'issuer', 'client-id', 'secret', 'organisation', 'partnership'].map((name) => [
          name,
          { type: 'string' as const },
        ]),
      ),
    });
    const [verb, id] = positionals;
    if (verb === 'add') return add(await portal(), values, { print, error });
    if (verb === 'end' && id !== undefined) {
      await endIssuer(await portal(), id);
      print('Nobody signs in there any more.');
      return 0;
    }
    if (verb !== 'list') {
      error(this.usage);
      return 2;
    }
    for (const one of await listIssuers(await portal()))
      print(
        [
          one.id,
          one.name,
          one.organisation ?? one.partnership,
          one.issuer,
          one.ready ? 'ready' : 'lacks its secret',
        ].join('\t'),
      );
    return 0;
  },
};
