import type { Message } from '../../problem.ts';

/** What phones reported of one release while it was live. */
export interface Rendering {
	/** `screen_render_failed` events. */
	failures: number;
	/** Distinct people among them. */
	users: number;
	/** `screen_viewed` events: showings that worked. */
	views: number;
}

/** Chance of a false alarm for each release that is as good as the one before. */
const SIGNIFICANCE = 0.001;
const LEAST_RISE = 2;
const LEAST_USERS = 3;

/**
 * Says that a screen fails to render more often since a release; null when the figures do not show it.
 *
 * All of this must hold: Fisher's exact test (one-sided, over failures and views of the two releases) gives p < 0.001;
 * the share of failures at least doubled; at least 3 people are affected. The exact test holds however few events there
 * are, where a comparison of rates or a normal approximation does not: 1 failure in 3 views says nothing. 0.001 rather
 * than 0.05, since every release is looked at, again and again. A rise from 1 % to 1.1 % of a million views is certain
 * and not worth an alarm; and one phone that tries again and again is one person, though many events.
 *
 * @param before the release before; null for the first one, which is compared with nothing
 */
export function renderingWarning(before: Rendering | null, after: Rendering): Message | null {
	if (!before || before.views + before.failures === 0 || after.failures === 0) return null;
	const [was, is] = [shareOf(before), shareOf(after)];
	if (after.users < LEAST_USERS || is < was * LEAST_RISE) return null;
	if (chanceOfSoMany(before, after) >= SIGNIFICANCE) return null;

	const [old, now] = [percent(was), percent(is)];
	return {
		en: `Since this release ${now} of the times it was opened the screen failed to render (${after.failures} failures, ${after.users} people), before it ${old}. Look at what changed, or restore the release before.`,
		ar: `منذ هذا الإصدار فشل عرض الشاشة في ${now} من مرات فتحها (حالات الفشل: ${after.failures}، الأشخاص: ${after.users})، وكانت النسبة قبله ${old}. راجع ما تغيّر، أو استعد الإصدار السابق.`,
	};
}

const shareOf = ({ failures, views }: Rendering): number => failures / (failures + views);

const percent = (share: number): string =>
	`${(share * 100).toLocaleString('en', { maximumSignificantDigits: 2 })}%`;

/**
 * The probability of at least this many failures after the release if nothing had changed: the upper tail of the
 * hypergeometric distribution.
 */
function chanceOfSoMany(before: Rendering, after: Rendering): number {
	const drawn = after.failures + after.views;
	const all = drawn + before.failures + before.views;
	const failures = before.failures + after.failures;
	const most = Math.min(failures, drawn);

	let count = after.failures;
	let chance = Math.exp(
		logChoose(failures, count) + logChoose(all - failures, drawn - count) - logChoose(all, drawn),
	);
	let sum = chance;
	// Beyond the mean the terms only fall; where they no longer add anything the rest may be left out.
	while (count < most && chance > sum * Number.EPSILON) {
		chance *= ((failures - count) * (drawn - count)) / ((count + 1) * (all - failures - drawn + count + 1));
		count += 1;
		sum += chance;
	}
	return Math.min(sum, 1);
}

const logChoose = (of: number, count: number): number =>
	logFactorial(of) - logFactorial(count) - logFactorial(of - count);

/** Exact sums for small numbers, Stirling's series (error below 1e-10 from 32 on) for others. */
function logFactorial(number: number): number {
	if (number < 32) {
		let sum = 0;
		for (let factor = 2; factor <= number; factor++) sum += Math.log(factor);
		return sum;
	}
	const inverse = 1 / number;
	const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260;
	return (number + 0.5) * Math.log(number) - number + Math.log(2 * Math.PI) / 2 + series;
}
