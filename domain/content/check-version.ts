import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import { parseAppVersion } from '../versions/app-version.ts';
import type { Row } from './row-checks.ts';
import { isEmpty } from './row-checks.ts';

/** A column that is empty or a version that can be read: one that cannot would silently block nobody. */
export function checkVersion(row: Row, field: string): Problem[] {
	if (isEmpty(row[field]) || parseAppVersion(row[field])) return [];
	return [
		errorAt(field, 'VERSION_UNREADABLE', {
			en: 'Write a version such as 1.4.0 or 1.4.0 (45), or leave the field empty.',
			ar: 'اكتب إصدارًا مثل 1.4.0 أو 1.4.0 (45)، أو اترك الحقل فارغًا.',
		}),
	];
}
