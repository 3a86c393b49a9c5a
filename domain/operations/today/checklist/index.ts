import type { Check } from '../check.ts';
import { dailyChecks } from './daily.ts';
import { monthlyChecks } from './monthly.ts';
import { quarterlyChecks } from './quarterly.ts';
import { weeklyChecks } from './weekly.ts';

/** Everything that operators look at again and again, what is due most often first. */
export const checklist: readonly Check[] = [
	...dailyChecks,
	...weeklyChecks,
	...monthlyChecks,
	...quarterlyChecks,
];
