/** One operation of a flow, as Directus stores it. */
export interface OperationDeclaration {
	/** A fixed id makes provisioning repeatable. */
	readonly id: string;
	readonly key: string;
	readonly name: string;
	readonly type: string;
	readonly position_x: number;
	readonly position_y: number;
	readonly options: Readonly<Record<string, unknown>>;
}

/** A flow that editors see and may change; its operations follow each other. */
export interface FlowDeclaration {
	readonly id: string;
	readonly name: string;
	readonly icon: string;
	readonly color: string;
	/** In English and Arabic: the Studio has one description for everybody. */
	readonly description: string;
	readonly trigger: 'event' | 'manual' | 'schedule';
	/** What Directus keeps of each run: that it ran, or what each operation answered too, which is a revision each time. */
	readonly accountability: 'activity' | 'all';
	readonly options: Readonly<Record<string, unknown>>;
	readonly operations: readonly OperationDeclaration[];
	/** What is missing while it is inactive; a sentence for an operator. */
	readonly withoutIt: string;
}
