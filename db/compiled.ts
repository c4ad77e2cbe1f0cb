import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Reader } from './client.server.ts';

/** Stands for a value while its query is built: the field it will come from, and its place when that is a list. */
class StandIn {
  readonly field: string;
  readonly place: number | undefined;
  constructor(field: string, place?: number) {
    this.field = field;
    this.place = place;
  }
}

type Values = Readonly<Record<string, unknown>>;

/**
 * A query that is built once and then sent with other values each time. For the few statements that every save sends:
 * building and compiling one costs several times what SQLite spends on it.
 *
 * `build` is given stand-ins in place of the values and must pass them on untouched: it cannot branch on one. A list is
 * built once for each length. The result is as `executeQuery` of Kysely gives it.
 *
 * ```ts
 * const personOf = compiledQuery((db, { id }: { id: string }) => db.selectFrom('person').select('name').where('id', '=', id));
 * const { rows } = await personOf(trx, { id: 'p1' });
 * ```
 */
export function compiledQuery<V extends object, Row>(
  build: (db: Reader, values: V) => Compilable<Row>,
): (db: Reader, values: V) => Promise<QueryResult<Row>> {
  const known = new WeakMap<object, Map<string, CompiledQuery<Row>>>();
  return (db, given) => {
    const values = given as Values;
    // One for each open database: it decides the dialect, and goes when that does.
    const { adapter } = db.getExecutor();
    let ofDatabase = known.get(adapter);
    if (!ofDatabase) {
      ofDatabase = new Map();
      known.set(adapter, ofDatabase);
    }
    const shape = shapeOf(values);
    let query = ofDatabase.get(shape);
    if (!query) {
      query = build(db, standInsFor(values) as V).compile();
      ofDatabase.set(shape, query);
    }
    return db.executeQuery({
      ...query,
      parameters: query.parameters.map((parameter) => valueFor(parameter, values)),
    });
  };
}

/** The lengths of the lists: all that the text of the query can depend on. */
function shapeOf(values: Values): string {
  let shape = '';
  for (const field in values) {
    const value = values[field];
    if (Array.isArray(value)) shape += `${field}:${value.length} `;
  }
  return shape;
}

const standInsFor = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      Array.isArray(value) ? value.map((_, place) => new StandIn(field, place)) : new StandIn(field),
    ]),
  );

function valueFor(parameter: unknown, values: Values): unknown {
  if (!(parameter instanceof StandIn)) return parameter;
  const value = values[parameter.field];
  return parameter.place === undefined ? value : (value as readonly unknown[])[parameter.place];
}
