/**
 * A name for something that this phone makes, such as a meal, so that a request that is sent twice adds it once. Only
 * unlikely to occur twice for one person, and no secret: React Native has no `crypto` of its own.
 */
export function newClientId(): string {
	const random = () => Math.random().toString(36).slice(2, 12);
	return `${Date.now().toString(36)}-${random()}${random()}`;
}
