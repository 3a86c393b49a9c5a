/** What a CDN said to a purge. */
export interface CdnAnswer {
	readonly name: string;
	readonly ok: boolean;
	/** Of its last answer; absent when it gave none. */
	readonly status?: number;
	readonly error?: string;
}

/** A CDN in front of this project that forgets answers by tag. Its methods never throw. */
export interface Cdn {
	readonly name: string;
	purgeTags(tags: readonly string[]): Promise<CdnAnswer>;
	purgeAll(): Promise<CdnAnswer>;
}
