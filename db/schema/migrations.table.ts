export interface SchemaMigrationRow {
  name: string;
  applied_at: string;
}
