import { registerUser } from '@directus/sdk';
import type { Send } from './transport.ts';

export interface AccountClient {
	/**
	 * Makes an account with the role App User. Log in, refresh and log out with the SDK's own `login`, `refresh` and
	 * `logout`; `toBeBetterError` reads what they throw.
	 *
	 * An address that is taken answers the same as a new one: nobody can find out who uses the app.
	 *
	 * @throws {BeBetterError} 400, naming the field: no address, or a password that the project's rule refuses
	 */
	signUp(email: string, password: string, options?: SignUpOptions): Promise<void>;
}

export type SignUpOptions = Parameters<typeof registerUser>[2];

export function accountClient(send: Send): AccountClient {
	return {
		async signUp(email, password, options) {
			const { path, body } = registerUser(email, password, options)();
			await send({ path, method: 'POST', body: JSON.parse(String(body)) });
		},
	};
}
