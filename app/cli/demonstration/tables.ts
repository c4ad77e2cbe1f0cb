import { peopleOf } from '../../../db/seed/people.ts';
import {
  disagreements,
  helpMeanings,
  inspections,
  providers,
  reviewDifferences,
  reviews,
  services,
  teamMeanings,
  teams,
  trainingComments,
} from '../../../db/seed/table-words.ts';
import type { AnswerType } from '../../../standards/contract.ts';
import { addDays } from '../../platform/clock.ts';
import type { Telling } from './answers.ts';
import { between, chance, pick } from './chance.ts';

type Table = Extract<AnswerType, { type: 'table' }>;
type Row = Record<string, string>;

/** Rows of a table answer; every table of the two editions is known by the code of its question. */
export function tableRows(telling: Telling, code: string, table: Table): Row[] {
  const make = makers[code];
  if (!make) throw new RangeError(`The demonstration does not know the table ${code}`);
  return make(new RowMaker(telling, code, table));
}

/** Chooses what stands in the cells of one table, from the organisation and the place in the table. */
class RowMaker {
  readonly telling: Telling;
  private readonly code: string;
  private readonly table: Table;
  constructor(telling: Telling, code: string, table: Table) {
    this.telling = telling;
    this.code = code;
    this.table = table;
  }
  private seed(place: string | number, what: string): string[] {
    return [this.telling.organisation.slug, this.telling.year, this.code, String(place), what];
  }
  number(from: number, to: number, place: string | number, what = ''): string {
    return String(between(from, to, ...this.seed(place, what)));
  }
  /** A percentage around how good the organisation is, moved by so much. */
  percent(move: number, place: string | number, what = ''): string {
    const spread = between(-9, 9, ...this.seed(place, what));
    return String(
      Math.max(30, Math.min(100, Math.round(62 + this.telling.organisation.strength * 38 + move + spread))),
    );
  }
  of<T>(list: readonly T[], place: string | number, what = ''): T {
    return pick(list, ...this.seed(place, what));
  }
  /** One of a list for each place, none twice before all were used. */
  turn<T>(list: readonly T[], place: number): T {
    const first = Math.floor(chance(...this.seed('turn', '')) * list.length);
    const one = list[(first + place) % list.length];
    if (one === undefined) throw new RangeError('There is nothing to choose from');
    return one;
  }
  sometimes(share: number, place: string | number, what = ''): boolean {
    return chance(...this.seed(place, what)) < share;
  }
  past(from: number, to: number, place: string | number, what = ''): string {
    return addDays(this.telling.day, -between(from, to, ...this.seed(place, what)));
  }
  choices(column: string): string[] {
    return (this.table.columns.find(({ code }) => code === column)?.choices ?? []).map(({ code }) => code);
  }
  /** The first so many choices of a column, each a row. */
  rows(column: string, count: number, row: (choice: string, place: number) => Row): Row[] {
    return this.choices(column)
      .slice(0, count)
      .map((choice, place) => ({ [column]: choice, ...row(choice, place) }));
  }
}

const mixedUp = ['gosling-green', 'beech-hollow'];

const staffOf = ({ organisation: { profile } }: Telling) => {
  const { 'staff-with-children': staff, roll } = profile;
  return typeof staff === 'number' && staff > 0 ? staff : typeof roll === 'number' ? roll : 12;
};

const makers: Readonly<Record<string, (maker: RowMaker) => Row[]>> = {
  'health-posts': (make) =>
    ['named-nurse', 'named-doctor', 'named-midwife', 'designated-nurse'].map((post, place) => ({
      post,
      filled: make.of(['filled', 'filled', 'filled', 'interim', 'vacant'], place),
      'full-time-equivalent': make.of(['1', '0.8', '0.5', '0.4'], place),
      cover: place === 1 ? 'A colleague covers for leave.' : '',
    })),
  'escalations-raised': (make) =>
    make.rows('agency', Number(make.number(1, 3, 'rows')), (_, place) => {
      const [subject, outcome] = make.turn(disagreements, place);
      return { subject, number: make.number(1, 5, place), level: make.of(make.choices('level'), place), outcome };
    }),
  'allegations-figures': (make) => {
    const raised = Number(make.number(1, 6, 'raised'));
    const met = Math.min(raised, Number(make.number(0, 3, 'met')));
    return [
      {
        kind: 'all-kinds',
        raised: `${raised}`,
        'met-threshold': `${met}`,
        closed: `${Math.max(0, raised - 1)}`,
        'referred-on': met > 1 ? '1' : '0',
      },
    ];
  },
  'training-compliance': (make) => {
    const staff = staffOf(make.telling);
    return [
      ['everyone', 1.4, 2],
      ['contact', 1, -6],
      ['assessing', 0.4, -12],
      ['board', 0, 4],
      ['safer-recruitment', 0.06, 6],
    ].map(([level, share, move], place) => ({
      level: String(level),
      people: String(share === 0 ? 9 : Math.max(1, Math.round(staff * Number(share)))),
      'in-date': make.percent(Number(move), place),
      target: '95',
      comment: make.turn(trainingComments, place),
    }));
  },
  'workforce-figures': (make) =>
    (teams[make.telling.organisation.kind] ?? teams.other ?? []).map((team, place) => ({
      team,
      caseload: make.number(11, 24, place, 'cases'),
      'staff-for-each-supervisor': make.number(5, 9, place, 'span'),
      'supervision-held': make.percent(-4, place),
      vacancies: make.number(0, 18, place, 'vacant'),
      sickness: make.number(2, 9, place, 'ill'),
      meaning: make.turn(teamMeanings, place),
    })),
  'provider-figures': (make) =>
    services.slice(0, Number(make.number(2, 4, 'rows'))).map(([service, comment], place) => {
      const count = Number(make.number(2, 19, place, 'providers'));
      return {
        services: service,
        providers: String(count),
        'with-clause': make.percent(4, place),
        'assurance-received': String(Math.max(1, Math.round(count * 0.8))),
        'concerns-acted-on': make.number(0, 3, place, 'concerns'),
        comment,
      };
    }),
  'help-figures': (make) => {
    const led = Number(make.number(6, 60, 'led'));
    const made = Number(make.number(12, 90, 'made'));
    const now = [led, led + 14, made, Math.round(made * 0.6), Math.round(made * 0.25), Math.round(made * 0.08)];
    return make.rows('measure', now.length, (_, place) => ({
      'last-12-months': String(now[place] ?? 0),
      'year-before': String(Math.max(1, Math.round((now[place] ?? 0) * (0.8 + Number(make.number(0, 4, place)) / 10)))),
      meaning: place % 2 === 0 ? make.turn(helpMeanings, place) : '',
    }));
  },
  'meeting-attendance': (make) =>
    make.rows('meeting', 5, (_, place) => ({
      invited: make.number(14, 90, place),
      attended: make.percent(2, place, 'attended'),
      'report-on-time': make.percent(-8, place, 'report'),
      comment: place === 1 ? 'Short notice explains most of those missed.' : '',
    })),
  'review-actions': (make) =>
    reviews.slice(0, Number(make.number(2, 4, 'rows'))).map((review, place) => {
      const actions = Number(make.number(2, 7, place));
      const open = Number(make.number(0, 2, place, 'open'));
      return {
        review,
        actions: `${actions}`,
        completed: `${actions - open}`,
        overdue: open > 1 ? '1' : '0',
        'last-checked': make.past(20, 200, place),
        difference: make.turn(reviewDifferences, place),
      };
    }),
  'inspection-findings': (make) => {
    const [inspectorate, judgement, finding] = inspections[make.telling.organisation.kind] ??
      inspections.other ?? ['', '', ''];
    return [
      {
        inspectorate,
        date: make.past(500, 900, 'date'),
        judgement,
        finding,
        actions: make.of(['complete', 'in-progress', 'complete-and-checked'], 'state'),
        differs: '',
      },
    ];
  },
  'key-roles': (make) => {
    const [lead, head, chair] = peopleOf(make.telling.organisation);
    return [
      ['head', head?.name],
      ['chair', chair?.name],
      ['designated-lead', lead?.name],
      ['deputy-lead', 'Robin Ellery'],
      ['safeguarding-governor', 'Sasha Whitlock'],
      ['filtering-senior-leader', head?.name],
      ['senco', 'Morgan Tate'],
    ].map(([role, name], place) => {
      const trained = !(place === 3 && make.telling.organisation.strength < 0.6);
      return {
        role: String(role),
        name: String(name),
        'trained-on': trained ? make.past(20, 600, place) : '',
        note: trained ? '' : 'Course booked for next month',
      };
    });
  },
  'policy-register': (make) =>
    make.rows('policy', 8, (_, place) => {
      const approved = make.past(20, make.telling.organisation.strength < 0.6 ? 480 : 300, place);
      return { 'reviewed-on': approved, 'review-due': addDays(approved, 365) };
    }),
  'filtering-alerts': (make) =>
    make.rows('kind', Number(make.number(2, 5, 'rows')), (_, place) => {
      const alerts = Number(make.number(1, 22, place));
      const actedOn = Math.min(alerts, Number(make.number(0, 6, place, 'acted')));
      // Two schools took the figures of two reports that count differently: the check page says so.
      const slip = place === 0 && mixedUp.includes(make.telling.organisation.slug);
      return { alerts: `${alerts}`, 'acted-on': String(slip ? alerts + 3 : actedOn) };
    }),
  'incidents-by-type': (make) =>
    make.rows('kind', Number(make.number(2, 4, 'rows')), (_, place) => {
      const recorded = Number(make.number(1, 17, place));
      return {
        recorded: `${recorded}`,
        referred: String(Math.min(recorded, Number(make.number(0, 2, place, 'referred')))),
      };
    }),
  'placement-table': (make) =>
    providers.slice(0, Number(make.number(1, 3, 'rows'))).map((provider, place) => ({
      provider,
      children: make.number(1, 6, place),
      registered: provider === 'The Bridge Centre' ? 'registered' : make.of(make.choices('registered'), place),
      'visited-on': make.sometimes(0.8, place) ? make.past(10, 200, place, 'visit') : '',
    })),
};
