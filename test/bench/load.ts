import { Agent, request } from 'node:http';
import { percentile } from './measure.ts';

/** Pages asked for as fast as they come, over so many connections. */
export interface PageLoad {
  readonly kind: 'pages';
  readonly origin: string;
  readonly pages: readonly { readonly path: string; readonly cookie: string }[];
  readonly connections: number;
  readonly milliseconds: number;
}

/** Autosaves, each saver one after another on a connection of their own. */
export interface SaveLoad {
  readonly kind: 'saves';
  readonly origin: string;
  readonly savers: readonly SaverLoad[];
  /** What is typed, in turn. */
  readonly texts: readonly string[];
  /** All savers together, evenly spread; as fast as they come when left out. */
  readonly perSecond?: number;
  readonly milliseconds: number;
}

export interface SaverLoad {
  readonly returnId: string;
  readonly cookie: string;
  readonly questions: readonly { readonly code: string; readonly point: string }[];
}

export type Load = PageLoad | SaveLoad;

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** The mean size of a body. */
  readonly bytes: number;
  /** Of each answer, the last save that the server acknowledged. */
  readonly acknowledged: readonly Acknowledged[];
}

export interface Acknowledged {
  readonly returnId: string;
  readonly code: string;
  readonly revision: number;
  readonly narrative: string;
}

/** Never more than this, whatever the time. */
const mostRequests = 200_000;

/** Revisions live as long as the process, because a later load saves over what an earlier one left. */
const revisions = new Map<string, number>();
let saves = 0;

/** Sends a load to a server on this machine. Refuses any other, and any answer that is not a plain success. */
export async function send(load: Load): Promise<LoadResult> {
  const { hostname } = new URL(load.origin);
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') throw new Error(`${hostname} is not this machine`);
  const lanes = load.kind === 'pages' ? load.connections : load.savers.length;
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  const latencies: number[] = [];
  const acknowledged = new Map<string, Acknowledged>();
  let bytes = 0;
  const start = performance.now();
  const end = start + load.milliseconds;
  const between = load.kind === 'saves' && load.perSecond !== undefined ? (lanes * 1000) / load.perSecond : 0;
  const oneLane = async (lane: number) => {
    let due = start + (between * lane) / lanes;
    for (let turn = 0; ; turn += 1) {
      const wait = due - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const sentAt = performance.now();
      if (sentAt >= end || latencies.length >= mostRequests) return;
      const body =
        load.kind === 'pages'
          ? await getPage(load, agent, lane + turn * lanes)
          : await save(load, agent, lane, turn, acknowledged);
      bytes += body;
      latencies.push(performance.now() - sentAt);
      // A late answer does not make a crowd of the next ones.
      due = between === 0 ? 0 : Math.max(due + between, performance.now() - between);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => oneLane(lane)));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return {
    requests: latencies.length,
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 50),
    p95: percentile(latencies, 95),
    p99: percentile(latencies, 99),
    bytes: bytes / latencies.length,
    acknowledged: [...acknowledged.values()],
  };
}

async function getPage({ origin, pages }: PageLoad, agent: Agent, place: number): Promise<number> {
  const page = pages[place % pages.length];
  if (!page) throw new RangeError('There are no pages to ask for');
  const { status, body } = await exchange(agent, new URL(page.path, origin), { method: 'GET', cookie: page.cookie });
  if (status !== 200) throw new Error(`${page.path} answered ${status}`);
  return body.length;
}

async function save(
  { origin, savers, texts }: SaveLoad,
  agent: Agent,
  lane: number,
  turn: number,
  acknowledged: Map<string, Acknowledged>,
): Promise<number> {
  const saver = savers[lane];
  const question = saver?.questions[turn % saver.questions.length];
  if (!saver || !question) throw new RangeError('There is nothing to save');
  const { code, point } = question;
  saves += 1;
  const key = `${origin} ${saver.returnId} ${code}`;
  const narrative = `${texts[saves % texts.length] ?? ''} ${saves}`;
  const sent = JSON.stringify({
    questionCode: code,
    revision: revisions.get(key) ?? 1,
    idempotencyKey: `bench-${process.pid}-${saves}`,
    fields: { [`${code}.answer`]: point, [`${code}.narrative`]: narrative },
  });
  const url = new URL(`/returns/${saver.returnId}/answers`, origin);
  const { status, body } = await exchange(agent, url, { method: 'POST', cookie: saver.cookie, body: sent });
  if (status !== 200) throw new Error(`A save answered ${status}: ${body.toString()}`);
  const { revision } = JSON.parse(body.toString()) as { revision: number };
  revisions.set(key, revision);
  acknowledged.set(key, { returnId: saver.returnId, code, revision, narrative });
  return body.length;
}

function exchange(
  agent: Agent,
  url: URL,
  { method, cookie, body }: { method: 'GET' | 'POST'; cookie: string; body?: string },
): Promise<{ status: number; body: Buffer }> {
  const type =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: { cookie, origin: url.origin, ...type } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** One page, to look at. */
export async function fetchPage(origin: string, path: string, cookie: string): Promise<string> {
  const agent = new Agent();
  const { status, body } = await exchange(agent, new URL(path, origin), { method: 'GET', cookie });
  agent.destroy();
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body.toString().slice(0, 500)}`);
  return body.toString();
}
