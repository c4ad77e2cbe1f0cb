import { z } from 'zod';
import { editionSchema, successionSchema } from './contract.ts';

/** The files of a library that an editor can complete and check while they are written. */
export type SchemaName = 'edition' | 'succession';

/** The line at the top of a YAML file by which editors find its schema; `path` leads there from the file. */
export const schemaLine = (path: string): string => `# yaml-language-server: $schema=${path}`;

/**
 * The JSON Schema of the contract, made from it, as the text of a file. It knows the shape alone: what lint finds, such
 * as a code that does not exist, an editor cannot see.
 */
export function jsonSchemaText(name: SchemaName): string {
  const schema = z.toJSONSchema(name === 'edition' ? editionSchema : successionSchema, { io: 'input' });
  const titled = {
    $schema: schema.$schema,
    title: name === 'edition' ? 'Edition of a standard set, contract 1' : 'Succession between two editions, contract 1',
    ...schema,
  };
  // Only one part of the contract holds itself, and its made-up name would mean nothing to a reader.
  return `${JSON.stringify(titled, null, 2).replaceAll('__schema0', 'condition')}\n`;
}
