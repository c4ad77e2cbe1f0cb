import type { Portal } from '../platform/portal.ts';

export interface CommandContext {
  print(line: string): void;
  error(line: string): void;
  /** The portal on the configured database, migrated (but for `migrate` itself); opened once, closed when the command ends. */
  portal(): Promise<Portal>;
}

/** One command of the operator's command line. `run` gives the exit code: 0 done, 1 refused, 2 called wrongly. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** What `--help` prints. */
  readonly usage: string;
  run(args: string[], context: CommandContext): Promise<number>;
}
