/**
 * What `work` comes to, unless it takes too long; it goes on unheard then.
 *
 * @param longestMs how long it may take, ms
 * @throws {Error} when that time is over
 */
export async function withinTime<T>(work: Promise<T>, longestMs: number): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(`took longer than ${longestMs} ms`)), longestMs);
	});
	try {
		return await Promise.race([work, tooLate]);
	} finally {
		clearTimeout(timer);
	}
}
