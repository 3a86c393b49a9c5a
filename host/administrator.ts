/** What can be printed about the administrator without lying. */
export interface Administrator {
	email: string;
	password: string;
	/** Why the password above does not work, if so. */
	note?: string;
	tokenWorks: boolean;
}

/**
 * ADMIN_EMAIL, ADMIN_PASSWORD and ADMIN_TOKEN count only when the database is created. Later the running instance alone
 * knows whether they are still right, so it is asked.
 */
export async function checkAdministrator(url: string, env: Record<string, string>): Promise<Administrator> {
	const email = env['ADMIN_EMAIL'] ?? '';
	const password = env['ADMIN_PASSWORD'] ?? '';
	const login = await fetch(`${url}/auth/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email, password, mode: 'json' }),
	});
	const me = await fetch(`${url}/users/me`, { headers: { authorization: `Bearer ${env['ADMIN_TOKEN']}` } });
	const tokenWorks = me.ok;
	if (login.ok) {
		await logout(url, await login.json());
		return { email, password, tokenWorks };
	}
	return { email, password, tokenWorks, note: loginNote(await login.text(), email) };
}

/** The sentence for a login that fails although the instance runs. */
export function loginNote(answer: string, email: string): string {
	if (answer.includes('INVALID_OTP')) return `${email} signs in with a second factor.`;
	return (
		`${email} was not created with this password: ADMIN_EMAIL and ADMIN_PASSWORD count only at the first start. ` +
		'Sign in as before, change the password in the Studio, or delete .directus/local to start over.'
	);
}

async function logout(url: string, session: { data?: { refresh_token?: string } }): Promise<void> {
	await fetch(`${url}/auth/logout`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ refresh_token: session.data?.refresh_token, mode: 'json' }),
	});
}
