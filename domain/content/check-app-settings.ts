import { appendToPointer } from '../json-pointer.ts';
import type { Problem } from '../problem.ts';
import { errorAt, warningAt } from '../problem.ts';
import { isRecord } from '../record.ts';
import { parseAppVersion } from '../versions/app-version.ts';
import { parseVersionRange } from '../versions/version-range.ts';
import { checkVersion } from './check-version.ts';
import { checkBilingual } from './languages.ts';
import type { Row } from './row-checks.ts';
import { checkNumber, isEmpty } from './row-checks.ts';
import { checkPublicUrl } from './video-url.ts';

const PLATFORMS = ['ios', 'android'] as const;

/**
 * Checks the row of `app_settings`. It is live at once, so nothing in it is a draft.
 *
 * @param cacheable the collections that `cache_policy` may name
 */
export function checkAppSettings(row: Row, cacheable: readonly string[] = []): Problem[] {
	return [
		...PLATFORMS.flatMap((platform) => {
			const field = `store_url_${platform}`;
			return isEmpty(row[field]) ? [] : checkPublicUrl(row[field], field);
		}),
		...PLATFORMS.flatMap((platform) => checkVersion(row, `latest_version_${platform}`)),
		...checkBilingual(row, 'upgrade_message', { presence: 'together' }),
		...checkRefusedVersions(row),
		...checkNumber(row, 'floor_confirmation_share', { min: 0, max: 100, whole: true, optional: true }),
		...checkCachePolicy(row['cache_policy'], cacheable),
	];
}

/** Directives of Cache-Control. The text becomes a header, so nothing that could begin another one is let in. */
const CACHE_CONTROL = /^[a-z-]+(=\d+)?(, *[a-z-]+(=\d+)?)*$/;

function checkCachePolicy(policy: unknown, cacheable: readonly string[]): Problem[] {
	if (isEmpty(policy)) return [];
	if (!isRecord(policy)) return [cachePolicyFault(cacheable)];
	return Object.entries(policy).flatMap(([name, value]) =>
		cacheable.includes(name) && typeof value === 'string' && CACHE_CONTROL.test(value)
			? []
			: [cachePolicyFault(cacheable, appendToPointer('', name))],
	);
}

const cachePolicyFault = (cacheable: readonly string[], pointer?: string): Problem =>
	errorAt(
		'cache_policy',
		'CACHE_POLICY_INVALID',
		{
			en: `Write {"foods": "public, max-age=60"}: the name of a collection (${cacheable.join(', ')}) and its directives.`,
			ar: `اكتب مثلا ‎{"foods": "public, max-age=60"}‎: اسم المجموعة (${cacheable.join('، ')}) ثم تعليماتها.`,
		},
		pointer,
	);

function checkRefusedVersions(row: Row): Problem[] {
	const { refused_versions: refused } = row;
	if (isEmpty(refused)) return [];
	if (!Array.isArray(refused)) {
		return [
			errorAt('refused_versions', 'REFUSED_VERSIONS_NOT_A_LIST', {
				en: 'Versions to refuse must be a list. Remove the value and add entries again.',
				ar: 'يجب أن تكون الإصدارات المرفوضة قائمة. احذف القيمة وأضف العناصر من جديد.',
			}),
		];
	}
	return refused.flatMap((entry: unknown, index) =>
		checkRefusal(isRecord(entry) ? entry : {}, `/${index}`, row),
	);
}

function checkRefusal(entry: Record<string, unknown>, pointer: string, row: Row): Problem[] {
	const problems: Problem[] = [];
	const platforms = entry.platform === 'all' ? PLATFORMS : PLATFORMS.filter((one) => one === entry.platform);
	if (platforms.length === 0) {
		problems.push(
			errorAt(
				'refused_versions',
				'PLATFORM_UNKNOWN',
				{ en: 'Choose ios, android or all.', ar: 'اختر ios أو android أو all.' },
				`${pointer}/platform`,
			),
		);
	}
	const matches = parseVersionRange(entry.range);
	if (!matches) {
		problems.push(
			errorAt(
				'refused_versions',
				'VERSION_RANGE_UNREADABLE',
				{
					en: 'Write one version such as 2.4.0, a family such as 2.4.x, or limits such as >=2.4.0 <2.4.3.',
					ar: 'اكتب إصدارًا واحدًا مثل 2.4.0، أو مجموعة مثل 2.4.x، أو حدودًا مثل ‎>=2.4.0 <2.4.3‎.',
				},
				`${pointer}/range`,
			),
		);
	}
	for (const platform of platforms) {
		const latest = parseAppVersion(row[`latest_version_${platform}`]);
		if (latest && matches?.(latest)) problems.push(latestRefused(platform, pointer));
	}
	const reasons = checkBilingual(entry, 'reason', { presence: 'together' });
	return [
		...problems,
		...reasons.map((problem) => ({
			...problem,
			field: 'refused_versions',
			pointer: `${pointer}/${problem.field}`,
		})),
	];
}

function latestRefused(platform: 'ios' | 'android', pointer: string): Problem {
	const store =
		platform === 'ios' ? { en: 'App Store', ar: 'آب ستور' } : { en: 'Google Play', ar: 'غوغل بلاي' };
	return warningAt(
		'refused_versions',
		'LATEST_VERSION_REFUSED',
		{
			en: `This refuses the latest version on ${store.en} too, so nobody there could update out of it. Narrow the range, or enter the newer version once it is out.`,
			ar: `يشمل هذا الرفض أحدث إصدار على ${store.ar} أيضًا، فلن يجد أحد إصدارًا ينتقل إليه. ضيّق النطاق أو أدخل الإصدار الأحدث بعد صدوره.`,
		},
		`${pointer}/range`,
	);
}
