import { parseArgs } from 'node:util';
import { listDeadLetters, retryDeadLetters } from '../../features/notifications/dead-letters.server.ts';
import { templates } from '../../features/notifications/templates.ts';
import { messageNames } from '../../platform/mail/message-names.ts';
import { countOf } from '../../platform/words.ts';
import type { CliCommand } from '../command.ts';

const pageSize = 200;

export const command: CliCommand = {
  name: 'outbox',
  summary: 'lists messages that did not go out, sends them again, prints the templates',
  usage: `Usage: npm run los -- outbox list
       npm run los -- outbox retry ID [ID ...]
       npm run los -- outbox retry --all
       npm run los -- outbox templates
       npm run los -- outbox check

\`list\` names each message that failed, is held, or came back for good, with the reason; newest first, 200 at most.
\`retry\` queues them again; the running portal sends them. Mend what the reason names first.
\`templates\` prints subject and text of every message with its ((placeholders)), for GOV.UK Notify.
\`check\` asks the mail service whether it lets us in and, at GOV.UK Notify, whether the templates are there. Exit code 1 if
something is wrong.`,
  async run(args, { print, error, portal }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      strict: false,
      options: { all: { type: 'boolean' } },
    });
    const [verb, ...ids] = positionals;
    switch (verb) {
      case 'list': {
        const letters = await listDeadLetters((await portal()).database.db, 'installation', {
          limit: pageSize,
          offset: 0,
        });
        for (const letter of letters)
          print(
            `${letter.id}  ${letter.createdAt}  ${letter.status}  ${letter.to}  ${letter.subject}: ${letter.reason}`,
          );
        print(`${letters.length === pageSize ? 'At least ' : ''}${countOf(letters.length, 'message')} did not go out`);
        return 0;
      }
      case 'retry': {
        if (ids.length === 0 && values.all !== true) break;
        const retried = await retryDeadLetters(await portal(), 'installation', values.all === true ? 'all' : ids);
        print(`${countOf(retried, 'message is', 'messages are')} queued again`);
        return retried > 0 || values.all === true ? 0 : 1;
      }
      case 'templates':
        for (const name of messageNames)
          print(`== ${name}\nSubject: ${templates[name].subject}\n\n${templates[name].body}\n`);
        return 0;
      case 'check': {
        const problems = await (await portal()).mailer.check();
        for (const problem of problems) error(problem);
        if (problems.length === 0) print('The mail service lets us in, and nothing is missing');
        return problems.length === 0 ? 0 : 1;
      }
    }
    error(this.usage);
    return 2;
  },
};
