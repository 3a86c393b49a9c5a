import type { Problem } from '../problem.ts';
import type { Row } from './row-checks.ts';
import {
	checkContentKeys,
	checkNumber,
	checkOptionalTexts,
	checkRequiredTexts,
	isEmpty,
	missing,
} from './row-checks.ts';
import { checkTags } from './tags.ts';
import { checkVideoUrl } from './video-url.ts';

const SECONDS_PER_DAY = 86_400;

/** Checks a full row of `videos`. */
export function checkVideo(row: Row): Problem[] {
	return [
		...checkContentKeys(row),
		...checkRequiredTexts(row, 'title'),
		...checkOptionalTexts(row, 'description'),
		...(isEmpty(row.url) ? missing(row, 'url') : checkVideoUrl(row.url, 'url')),
		...checkNumber(row, 'duration_seconds', { min: 1, max: SECONDS_PER_DAY, whole: true, optional: true }),
		...checkTags(row.tags, 'tags'),
	];
}
