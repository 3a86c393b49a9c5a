import { type CivilDate } from '../../domain/time/civil-date.ts';
import { localDate } from '../../domain/time/local-clock.ts';
import type { OwnRow } from './own-collections.ts';
import type { OwnAccount } from './own-account.ts';
import type { OwnRows } from './own-rows.ts';
import type { PublishedContent } from './published-content.ts';

/** What a route of a person's own data can reach: their rows, their account, and what is published anyway. */
export interface OwnData {
	readonly rows: OwnRows;
	readonly account: OwnAccount;
	readonly content: PublishedContent;
	readonly now: Date;
}

export type Profile = OwnRow<'user_profiles'>;

/** null until they first said something about themselves. */
export const profileOf = ({ rows }: OwnData): Promise<Profile | null> => rows.first('user_profiles');

/** The date on the person's own clock; in UTC while nobody knows their zone. */
export const todayOf = ({ now }: OwnData, timezone: string | null | undefined): CivilDate =>
	localDate(now.getTime(), timezone ?? 'UTC');
