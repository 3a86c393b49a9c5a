import type { Accountability } from '@directus/types';

/** Who asks for something, as the activity log names them. */
export interface Caller {
	/** Names them in the rate limit; null for the machine itself, which has none. */
	readonly key: string | null;
	/** Editors and administrators, and the machine; not app users, nor people who have not logged in. */
	readonly worksHere: boolean;
	readonly user: string | null;
	readonly ip: string | null;
	readonly userAgent: string | null;
	readonly origin: string | null;
	/** What services are called with, so that they hold the caller to their permissions. */
	readonly accountability: Accountability | null;
}

/** The command line and events without a person: whoever reaches those is past any permission. */
export const machine: Caller = {
	key: null,
	worksHere: true,
	user: null,
	ip: null,
	userAgent: null,
	origin: null,
	accountability: null,
};

export function personOf(accountability: Accountability | null | undefined): Caller {
	const user = accountability?.user ?? null;
	const usesStudio = accountability?.admin === true || accountability?.app === true;
	return {
		key: user ?? 'nobody',
		worksHere: user !== null && usesStudio,
		user,
		ip: accountability?.ip ?? null,
		userAgent: accountability?.userAgent ?? null,
		origin: accountability?.origin ?? null,
		accountability: accountability ?? null,
	};
}

/** Directus hands null to what runs without a person, such as a schedule; no request of anybody comes with it. */
export const callerOfFlow = (accountability: Accountability | null | undefined): Caller =>
	accountability === null ? machine : personOf(accountability);
