import type { Problem } from '../problem.ts';
import type { Row } from './row-checks.ts';
import { checkContentKeys, checkOptionalTexts, checkRequiredTexts, isEmpty, missing } from './row-checks.ts';
import { checkPublicUrl } from './video-url.ts';

/** Checks a full row of `brands_links`. */
export function checkBrandLink(row: Row): Problem[] {
	return [
		...checkContentKeys(row),
		...checkRequiredTexts(row, 'name'),
		...checkOptionalTexts(row, 'description'),
		...(isEmpty(row.url) ? missing(row, 'url') : checkPublicUrl(row.url, 'url')),
	];
}
