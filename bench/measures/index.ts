import type { Measure } from '../support/measure.ts';
import { aggregate } from './aggregate.ts';
import { archive } from './archive.ts';
import { backup } from './backup.ts';
import { cacheTests } from './cache-tests.ts';
import { hotScreen } from './hot-screen.ts';
import { ingestion } from './ingestion.ts';
import { integrity } from './integrity.ts';
import { memory } from './memory.ts';
import { publishQueries } from './publish-queries.ts';
import { publishToVisible } from './publish-to-visible.ts';
import { purgeCost } from './purge-cost.ts';
import { races } from './races.ts';
import { readersDuringPublish } from './readers-during-publish.ts';
import { recompute } from './recompute.ts';
import { redisDown } from './redis-down.ts';
import { screensStudio } from './screens-studio.ts';
import { startUp } from './start-up.ts';

/** In the order of the table. */
export const measures: readonly Measure[] = [
	hotScreen,
	publishToVisible,
	readersDuringPublish,
	races,
	publishQueries,
	purgeCost,
	redisDown,
	recompute,
	aggregate,
	ingestion,
	archive,
	backup,
	integrity,
	startUp,
	memory,
	screensStudio,
	cacheTests,
];
