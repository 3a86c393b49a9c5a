import { setTimeout as sleep } from 'node:timers/promises';
import type { Administrator } from './administrator.ts';

const examples = [
	['the home screen in Arabic', '/mobile/screens/home?locale=ar'],
	['a food search in Arabic', `/mobile/foods?locale=ar&q=${encodeURIComponent('أرز')}`],
	['all screens, to ask once whether anything changed', '/mobile/screens?locale=en'],
] as const;

/** The last lines of `npm start`: where to look, how to get in, and what to try. Every line was tried before. */
export async function welcome(
	localUrl: string,
	publicUrl: string,
	administrator: Administrator,
): Promise<string> {
	const lines = ['', `  Studio     ${publicUrl}/admin`, `  E-mail     ${administrator.email}`];
	if (administrator.note) lines.push(`             ${administrator.note}`);
	else lines.push(`  Password   ${administrator.password}`);
	if (!administrator.tokenWorks)
		lines.push('  Token      ADMIN_TOKEN is not the token of an administrator here.');
	lines.push('');
	for (const [what, path] of examples) {
		const status = await settledStatus(`${localUrl}${path}`);
		lines.push(
			`  # ${what}${status === 200 ? '' : ` (answers ${status} now)`}`,
			`  curl '${publicUrl}${path}'`,
		);
	}
	lines.push('', '  Ctrl-C stops it.', '');
	return lines.join('\n');
}

/** The first start is still seeding when Directus begins to answer; give it time to have something to show. */
async function settledStatus(url: string, patienceMs = 60_000): Promise<number> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const response = await fetch(url);
		const body = await response.text();
		const final = response.ok || body.includes('ROUTE_NOT_FOUND') || Date.now() > deadline;
		if (final) return response.status;
		await sleep(500);
	}
}
