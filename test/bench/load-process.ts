/** Sends the loads that its parent asks for, one after another. */
import { type Load, send } from './load.ts';

process.on('message', (load: Load) => {
  void send(load).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ problem: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
