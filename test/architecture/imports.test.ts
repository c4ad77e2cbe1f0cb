import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Slices from left to right: each may import only those before it. */
const slices = [
  'audit',
  'jobs',
  'notifications',
  'accounts',
  'organisations',
  'partnerships',
  'onboarding',
  'system',
  'evidence',
  'questionnaire',
  'cycles',
  'surveys',
  'returns',
  'submissions',
  'threads',
  'trusts',
  'moderation',
  'actions',
  'upgrades',
  'challenge',
  'challenge-log',
  'good-practice',
  'registers',
  'plans',
  'escalation',
  'reminders',
  'disclosure',
  'reports',
  'exchange',
  'retention',
];

/** The room a file stands in, as the rules below name it. */
function roomOf(path: string): string {
  const [first = '', second = '', third = ''] = path.split('/');
  if (first !== 'app') return first;
  if (second === 'features') return `feature:${third}`;
  if (['ui', 'platform', 'routes', 'cli'].includes(second)) return second;
  return 'composition';
}

const packagesAllowed: Record<string, readonly RegExp[]> = {
  standards: [/^zod$/, /^yaml$/, /^node:/],
  db: [/^kysely$/, /^pg$/, /^better-sqlite3$/, /^node:/],
  pdf: [
    /^@react-pdf\//,
    /^react$/,
    /^react\//,
    /^node:/,
    /^esbuild$/,
    /^@expo-google-fonts\//,
    /^docx$/,
    /^pdfkit$/,
    /^@zip\.js\/zip\.js$/,
  ],
  ui: [/^react$/, /^react\//, /^react-dom$/, /^react-router$/, /^govuk-frontend/],
};

const roomsAllowed: Record<string, readonly string[]> = {
  standards: ['standards'],
  db: ['db'],
  pdf: ['pdf'],
  ui: ['ui'],
  platform: ['platform', 'db'],
  cli: ['cli', 'platform', 'db', 'standards', 'pdf', 'composition', ...slices.map((slice) => `feature:${slice}`)],
  routes: ['ui', 'platform', 'composition', ...slices.map((slice) => `feature:${slice}`)],
  composition: ['ui', 'platform', 'db', 'pdf', 'composition', ...slices.map((slice) => `feature:${slice}`)],
};

function allowedFor(room: string): readonly string[] {
  if (!room.startsWith('feature:')) return roomsAllowed[room] ?? [];
  const place = slices.indexOf(room.slice('feature:'.length));
  return ['standards', 'db', 'pdf', 'platform', 'ui', ...slices.slice(0, place + 1).map((slice) => `feature:${slice}`)];
}

interface Import {
  readonly from: string;
  readonly to: string;
  /** `import type`: gone before the code runs. */
  readonly typeOnly?: boolean;
}

const statementPattern =
  /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|(?<!typeof )import\('([^']+)'\)/gm;

function importsOf(path: string): Import[] {
  return [...readFileSync(join(root, path), 'utf8').matchAll(statementPattern)].map((match) => ({
    from: path,
    to: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const sources = ['app', 'standards', 'db', 'pdf'].flatMap(filesIn);

const imports: Import[] = sources.flatMap(importsOf);

/** The edge in words when it breaks a rule. */
function brokenEdge({ from, to }: Import): string | undefined {
  const room = roomOf(from);
  if (!to.startsWith('.')) {
    const allowed = packagesAllowed[room];
    return allowed && !allowed.some((pattern) => pattern.test(to)) ? `${from} -> ${to}` : undefined;
  }
  if (to.includes('/+types/')) return undefined;
  const target = relative(root, resolve(root, dirname(from), to));
  const targetRoom = roomOf(target);
  if (!allowedFor(room).includes(targetRoom)) return `${from} -> ${target}`;
  if (room.startsWith('feature:') && targetRoom === 'pdf' && target !== 'pdf/models.ts') return `${from} -> ${target}`;
  if (room === 'routes' && targetRoom === 'composition' && target !== 'app/context.server.ts')
    return `${from} -> ${target}`;
  return undefined;
}

describe('the import rules of the house', () => {
  it('hold for every file', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.flatMap((edge) => brokenEdge(edge) ?? [])).toEqual([]);
  });

  it.each([
    ['standards/lint.ts', '../app/platform/clock.ts'],
    ['db/client.server.ts', '../standards/contract.ts'],
    ['pdf/models.ts', '../app/ui/rating-shapes.ts'],
    ['pdf/documents/pack.tsx', 'kysely'],
    ['app/ui/button.tsx', '../features/returns/rules.ts'],
    ['app/features/returns/queries.server.ts', '../challenge/queries.server.ts'],
    ['app/features/challenge/queries.server.ts', '../../../pdf/render.server.ts'],
    ['app/routes/home.tsx', '../../db/client.server.ts'],
    ['app/routes/home.tsx', './start.tsx'],
    ['app/routes/home.tsx', '../portal.server.ts'],
    ['app/platform/clock.ts', '../features/audit/events.ts'],
  ])('name the edge %s -> %s', (from, to) => {
    expect(brokenEdge({ from, to })).toContain(from);
  });

  it('let the command line load no page parts, which plain Node cannot run', () => {
    const reached = new Set<string>();
    const walk = (path: string) => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const { to, typeOnly } of importsOf(path))
        if (!typeOnly && /^\..*\.tsx?$/.test(to)) walk(relative(root, resolve(root, dirname(path), to)));
    };
    walk('app/cli/main.ts');
    expect(reached.size).toBeGreaterThan(30);
    expect([...reached].filter((path) => path.endsWith('.tsx'))).toEqual([]);
  });

  it('keep what the server alone may read out of the browser: no page part imports a server file outside a route', () => {
    const parts = imports.filter(
      ({ from, to, typeOnly }) =>
        !typeOnly &&
        /\.tsx$/.test(from) &&
        to.includes('.server') &&
        !/^app\/(routes|root|entry)/.test(from) &&
        !from.startsWith('pdf/'),
    );
    expect(parts).toEqual([]);
  });
});
