import type { BeBetterError } from './errors.ts';
import type { Message, Screen, StoreUrls, Update } from './types.ts';

/** The server failed or was not reached: `data` is the last good answer on this phone, null when there is none. */
export interface Offline<Data> {
	readonly kind: 'offline';
	readonly data: Data | null;
	readonly error: BeBetterError;
}

export interface NotFound {
	readonly kind: 'not_found';
}

/** This app cannot go on: show the message and the store. */
export interface UpgradeRequired {
	readonly kind: 'upgrade_required';
	/** null when it is not a minimum but this very version that is refused. */
	readonly minAppVersion: string | null;
	readonly reason: Update['reason'];
	readonly message: Message;
	readonly storeUrls: StoreUrls;
}

export interface ScreenFound {
	readonly kind: 'screen';
	readonly data: Screen;
	/** `last_good`: the live screen is too new for this app, and this is the newest that it can render. */
	readonly served: Screen['served'];
	/** There when the person should be invited to update. */
	readonly update?: Update;
}

export type ScreenResult = ScreenFound | UpgradeRequired | NotFound | Offline<Screen>;

export interface ListFound<Item> {
	readonly kind: 'list';
	readonly data: readonly Item[];
	readonly meta: ListMeta;
}

export interface ListMeta {
	readonly total: number;
	readonly page: number;
	readonly pages: number;
	readonly limit: number;
}

export interface ItemFound<Item> {
	readonly kind: 'item';
	readonly data: Item;
}

export type ListResult<Item> = ListFound<Item> | Offline<readonly Item[]>;
export type ItemResult<Item> = ItemFound<Item> | NotFound | Offline<Item>;
