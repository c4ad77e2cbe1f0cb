import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // The common core as the library holds it, a row a question: owned by nobody, replaced as a whole.
  `create table core_question (
    set_code text not null,
    question_code text not null,
    item_code text not null,
    item_title text not null,
    sha256 text not null,
    installed_at text not null,
    primary key (set_code, question_code)
  )`,
  `create index core_question_by_item on core_question (item_code)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
