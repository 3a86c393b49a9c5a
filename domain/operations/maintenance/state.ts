import type { Message } from '../../problem.ts';

/** As it is stored. Times in ms since 1970. */
export interface MaintenanceState {
	readonly isOn: boolean;
	readonly since: number | null;
	readonly until: number | null;
	/** Id of a user; null for the command line. */
	readonly by: string | null;
	readonly message: { readonly en: string | null; readonly ar: string | null };
}

export const noMaintenance: MaintenanceState = {
	isOn: false,
	since: null,
	until: null,
	by: null,
	message: { en: null, ar: null },
};

/** Whether it holds at this time, ms since 1970: one with an end is over without anybody doing anything. */
export const isUnderMaintenance = ({ isOn, until }: MaintenanceState, now: number): boolean =>
	isOn && (until === null || now < until);

const usualRetrySeconds = 60;
/** Who is told of a far end comes back before it all the same: maintenance often ends early. */
const longestRetrySeconds = 300;

/** When a client should come back, s from 1 to 300. */
export function retryAfterSeconds({ until }: MaintenanceState, now: number): number {
	if (until === null) return usualRetrySeconds;
	return Math.min(longestRetrySeconds, Math.max(1, Math.ceil((until - now) / 1000)));
}

const standard: Message = {
	en: 'We are improving the app and will be back shortly. What you log meanwhile is kept on your phone.',
	ar: 'نعمل على تحسين التطبيق وسنعود قريبًا. ما تسجّله الآن محفوظ على هاتفك.',
};

/** What people read, in both languages; a language without a sentence has the standard one. */
export const maintenanceMessage = ({ message }: MaintenanceState): Message => ({
	en: message.en || standard.en,
	ar: message.ar || standard.ar,
});
