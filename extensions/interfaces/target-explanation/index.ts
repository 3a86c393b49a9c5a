import { defineInterface } from '@directus/extensions-sdk';
import { TargetExplanation } from './explanation.ts';

export default defineInterface({
	id: 'bebetter-target-explanation',
	name: 'Target explained · شرح الهدف اليومي',
	icon: 'target',
	description: 'Why a target is what it is · لماذا الهدف كما هو',
	component: TargetExplanation,
	options: null,
	types: ['alias'],
	localTypes: ['presentation'],
	group: 'presentation',
	hideLabel: true,
	autoKey: true,
});
