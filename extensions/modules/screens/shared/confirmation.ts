import type { Gate, Impact } from '../../../../domain/screens/studio/contract.ts';
import { toAsciiDigits } from '../../../../domain/text/digits.ts';

/** What stands in the way and can be met by typing how many people it shuts out. */
export const needsConfirmation = (gates: readonly Gate[]): boolean =>
	gates.some(({ code }) => code === 'FLOOR_NEEDS_CONFIRMATION');

/** People of the last 28 days whom the change blocks and nothing blocks today. */
export const newlyBlocked = (impact: readonly Impact[] | null): number =>
	impact?.find(({ days }) => days === 28)?.newly_blocked.users ?? 0;

/** What a person typed, with the separators and digits of either language; null unless it is that number. */
export function readConfirmation(typed: string, blockedUsers: number): { blocked_users: number } | null {
	const digits = toAsciiDigits(typed).replaceAll(/[\s,.٬،]/g, '');
	return /^\d+$/.test(digits) && Number(digits) === blockedUsers ? { blocked_users: blockedUsers } : null;
}
