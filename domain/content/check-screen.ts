import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import { isRecord } from '../record.ts';
import type { Catalogue } from '../screens/compile-catalogue.ts';
import { validateScreen } from '../screens/validate-screen.ts';
import { readNumber } from '../text/read-number.ts';
import { checkVersion } from './check-version.ts';
import { checkLanguage } from './languages.ts';
import type { Row } from './row-checks.ts';
import { checkChoice, checkNumber, checkStatus, isEmpty, missing } from './row-checks.ts';

const SCREEN_KEY = /^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/;
const MAX_SCREEN_KEY_LENGTH = 64;
const MAX_SCHEMA_VERSION = 100_000;

/** Checks a full row of `sdui_screens`, with its payload against the catalogue. */
export function checkScreen(row: Row, catalogue: Catalogue): Problem[] {
	return [
		...checkStatus(row),
		...checkScreenKey(row),
		...checkChoice(row, 'goal', ['default', 'lose', 'maintain', 'gain']),
		...checkChoice(row, 'locale', ['en', 'ar']),
		...checkNumber(row, 'schema_version', { min: 1, max: MAX_SCHEMA_VERSION, whole: true }),
		...['min_app_version', 'min_app_version_ios', 'min_app_version_android'].flatMap((field) =>
			checkVersion(row, field),
		),
		...checkPayload(row, catalogue),
	];
}

function checkScreenKey(row: Row): Problem[] {
	const { screen_key: key } = row;
	if (isEmpty(key)) return missing(row, 'screen_key');
	if (typeof key === 'string' && key.length <= MAX_SCREEN_KEY_LENGTH && SCREEN_KEY.test(key)) return [];
	return [
		errorAt('screen_key', 'SCREEN_KEY_INVALID', {
			en: 'Use small Latin letters, digits and underscores, starting with a letter, for example “home” or “fasting_timer”.',
			ar: 'استخدم أحرفًا لاتينية صغيرة وأرقامًا وشرطات سفلية على أن يبدأ بحرف، مثل «home» أو «fasting_timer».',
		}),
	];
}

function checkPayload(row: Row, catalogue: Catalogue): Problem[] {
	const { payload_json: payload, locale } = row;
	if (isEmpty(payload)) return missing(row, 'payload_json');

	// Without a readable schema version, which is reported as such, no component can be called too new.
	const schemaVersion = readNumber(row.schema_version) || Number.POSITIVE_INFINITY;
	const problems = validateScreen(payload, catalogue, { schemaVersion });
	if (isRecord(payload) && typeof payload.title === 'string' && (locale === 'en' || locale === 'ar')) {
		problems.push(...checkLanguage(payload.title, locale, 'payload_json', '/title'));
	}
	return problems;
}
