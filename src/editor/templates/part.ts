/** What the Templates view does beside listing: loaded when first used. No VS Code here. */
import { TemplateActions, type TemplateActionPorts } from './actions';
import { TemplateFiltering } from './filtering';

export interface TemplatesPart {
  readonly actions: TemplateActions;
  readonly filtering: TemplateFiltering;
}

export function createTemplates(ports: TemplateActionPorts): TemplatesPart {
  return { actions: new TemplateActions(ports), filtering: new TemplateFiltering(ports) };
}
