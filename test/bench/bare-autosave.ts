/**
 * The baseline of an autosave over HTTP: plain `http` around the same `saveAnswers`. It knows who everybody is, takes the
 * answer as it comes and asks nothing else; what the portal spends above this is router, session, checks and form fields.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { viewerOf } from '../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { getEdition } from '../../app/features/questionnaire/editions.server.ts';
import { saveAnswers } from '../../app/features/returns/commands/save-answers.server.ts';
import { readConfig } from '../../app/platform/config.server.ts';
import { openPortal } from '../../app/portal.server.ts';

interface Known {
  readonly viewer: Viewer;
  /** The standard of each question. */
  readonly standards: ReadonlyMap<string, string>;
}

interface Body {
  readonly questionCode: string;
  readonly revision: number;
  readonly idempotencyKey: string;
  readonly fields: Readonly<Record<string, string>>;
}

const portal = openPortal(readConfig(process.env));
const { db } = portal.database;
const known = new Map<string, Known>();

async function know(returnId: string): Promise<Known> {
  const row = await db
    .selectFrom('agency_return')
    .innerJoin('role_grant', 'role_grant.organisation_id', 'agency_return.organisation_id')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['person.id', 'person.name', 'person.email', 'agency_return.edition_id as editionId'])
    .where('agency_return.id', '=', returnId)
    .executeTakeFirstOrThrow();
  const { questions } = await getEdition(db, row.editionId);
  const found = {
    viewer: await viewerOf(db, row, portal.stamp().today),
    standards: new Map([...questions].map(([code, { standard }]) => [code, standard.code])),
  };
  known.set(returnId, found);
  return found;
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as Body;
}

async function save(request: IncomingMessage): Promise<string> {
  const returnId = request.url?.split('/')[2] ?? '';
  const { questionCode, revision, idempotencyKey, fields } = await bodyOf(request);
  const { viewer, standards } = known.get(returnId) ?? (await know(returnId));
  const point = fields[`${questionCode}.answer`] ?? '';
  const narrative = fields[`${questionCode}.narrative`] ?? '';
  const { answers, savedAt, progress } = await saveAnswers(portal, viewer, {
    returnId,
    standardCode: standards.get(questionCode) ?? '',
    answers: [{ questionCode, value: { type: 'rating', point, narrative }, revision, idempotencyKey }],
  });
  return JSON.stringify({ revision: answers[0]?.revision, savedAt, progress });
}

const server = createServer((request, response) => {
  save(request).then(
    (reply) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(reply) });
      response.end(reply);
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(portal.config.port, portal.config.host, () => console.log(`Baseline is ready at ${portal.config.port}`));
