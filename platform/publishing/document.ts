/** One answer that can be cached: what it is made of, and how to make it. */
export interface Document {
	/** Names the answer; two questions with the same answer share it. */
	readonly key: string;
	/** See domain/publishing/tags. */
	readonly tags: readonly string[];
	/** The collection whose `Cache-Control` it goes out with. */
	readonly collection: string;
	readonly body: () => unknown;
	/** Request headers that change the answer at this address. */
	readonly vary: readonly string[];
}
