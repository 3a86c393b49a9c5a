import type { Gate, Impact } from '../studio/contract.ts';

/** What a person typed who has read whom a floor blocks. */
export interface FloorConfirmation {
	readonly blocked_users: number;
}

export interface FloorGateQuestion {
	/** Of the last 28 days. */
	readonly impact: Pick<Impact, 'newly_blocked'>;
	/** Share of active people, from 0 to 1, that may be blocked without a confirmation. */
	readonly threshold: number;
	/** Whether the caller may go above it at all. */
	readonly mayExceed: boolean;
	readonly confirmation: FloorConfirmation | null;
}

/**
 * What stands between floors and their publication; null when nothing does. Only people whom nothing blocks today
 * count: the others cost nothing.
 */
export function floorGate({ impact, threshold, mayExceed, confirmation }: FloorGateQuestion): Gate | null {
	const { users, share } = impact.newly_blocked;
	if (share <= threshold) return null;
	const cost = `${users} (${percent(share)}%)`;
	if (!mayExceed)
		return {
			code: 'FLOOR_ABOVE_THRESHOLD',
			message: {
				en: `This minimum version shuts out ${cost} active people, more than the ${percent(threshold)}% that editors may. Choose a lower one, or ask an administrator to publish it.`,
				ar: `هذا الحد الأدنى يحجب ${cost} من النشطين، وهو أكثر من ${percent(threshold)}% المسموح بها للمحررين. اختر حدا أقل أو اطلب من مسؤول نشره.`,
			},
		};
	if (confirmation && users <= largestCovered(confirmation)) return null;
	return {
		code: 'FLOOR_NEEDS_CONFIRMATION',
		message: {
			en: `This minimum version shuts out ${cost} active people. To go on, confirm it with the number ${users}; or choose a lower version.`,
			ar: `هذا الحد الأدنى يحجب ${cost} من النشطين. للمتابعة أكّد ذلك بكتابة العدد ${users}، أو اختر إصدارا أقل.`,
		},
	};
}

/**
 * The most people that a confirmed number answers for: a twentieth more, rounded up. People go on opening the app
 * while somebody reads and types, and an exact match would refuse a busy app's administrator again and again; a
 * twentieth is a drift of minutes and never another order of magnitude. Whoever confirmed nobody has confirmed nobody.
 */
const largestCovered = ({ blocked_users }: FloorConfirmation): number =>
	blocked_users + Math.ceil(blocked_users / 20);

/** With one decimal where it matters, in digits that both languages' editors write versions with. */
function percent(share: number): string {
	const value = share * 100;
	return value > 0 && value < 0.1 ? '<0.1' : String(Math.round(value * 10) / 10);
}
