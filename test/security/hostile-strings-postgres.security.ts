import { describeHostileStrings } from './hostile-strings.suite.ts';

describeHostileStrings('postgres');
