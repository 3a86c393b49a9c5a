/** A check that is no statement, and that no database ends, took longer than it may. */
export class TookTooLong extends Error {
	override readonly name = 'TookTooLong';
}
