/** Shows that something long is going on: one line that counts on a terminal, a line per half minute in a log. */
export async function withProgress<T>(label: string, work: () => Promise<T>): Promise<T> {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const live = process.stderr.isTTY;
	process.stderr.write(live ? `${label}…` : `${label}…\n`);
	const timer = setInterval(
		() => process.stderr.write(live ? `\r${label}… ${seconds()} s` : `${label}… ${seconds()} s\n`),
		live ? 1000 : 30_000,
	);
	try {
		const result = await work();
		process.stderr.write(`${live ? '\r' : ''}${label}: done in ${seconds()} s\n`);
		return result;
	} catch (error) {
		process.stderr.write(`${live ? '\r' : ''}${label}: failed after ${seconds()} s\n`);
		throw error;
	} finally {
		clearInterval(timer);
	}
}
