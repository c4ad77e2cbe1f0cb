import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'app',
  // Emptied by every build, so the drawing program lies beside it.
  buildDirectory: 'build/pages',
  ssr: true,
} satisfies Config;
