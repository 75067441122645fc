import {
  ProgressLocation,
  QuickInputButtons,
  QuickPickItemKind,
  ThemeIcon,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { QuickInput, QuickPick, QuickPickItem } from 'vscode';
import { withProgress } from './lateProgress';
import {
  answer,
  BACK,
  CANCEL,
  type Answer,
  type ConfirmOptions,
  type InputOptions,
  type NotifyOptions,
  type PickItem,
  type PickOptions,
  type ProgressOptions,
  type ProgressReport,
  type Prompts,
  type SaveOptions,
  type StepInfo,
} from './prompts';

interface Row<T> extends QuickPickItem {
  readonly item: PickItem<T>;
}

/** Asks with VS Code's own pickers, boxes and notifications. */
export class VscodePrompts implements Prompts {
  input(options: InputOptions): Promise<Answer<string>> {
    const box = window.createInputBox();
    place(box, options);
    box.prompt = options.prompt;
    box.placeholder = options.placeholder ?? '';
    box.value = options.value ?? '';
    box.password = options.password ?? false;
    return this.ask(box, options, (finish) => {
      box.onDidChangeValue(() => (box.validationMessage = undefined));
      box.onDidAccept(() => {
        const problem = options.validate?.(box.value);
        if (problem === undefined) finish(answer(box.value));
        else box.validationMessage = problem;
      });
    });
  }

  pick<T>(options: PickOptions<T>): Promise<Answer<T>> {
    const picker = this.picker(options);
    picker.activeItems = picker.items.filter((row) => row.item.picked === true);
    return this.ask(picker, options, (finish) => {
      picker.onDidAccept(() => {
        const row = picker.selectedItems[0];
        if (row) finish(answer(row.item.value));
      });
    });
  }

  pickMany<T>(options: PickOptions<T>): Promise<Answer<readonly T[]>> {
    const picker = this.picker(options);
    picker.canSelectMany = true;
    picker.selectedItems = picker.items.filter((row) => row.item.picked === true);
    return this.ask(picker, options, (finish) => {
      picker.onDidAccept(() => finish(answer(picker.selectedItems.map((row) => row.item.value))));
    });
  }

  async confirm(options: ConfirmOptions): Promise<string | undefined> {
    const chosen = await window.showWarningMessage(
      options.message,
      { modal: true, ...(options.detail === undefined ? {} : { detail: options.detail }) },
      ...options.buttons.map((button) => ({ title: button.label, id: button.id })),
    );
    return chosen?.id;
  }

  async notify(options: NotifyOptions): Promise<string | undefined> {
    const show = {
      info: window.showInformationMessage,
      warning: window.showWarningMessage,
      error: window.showErrorMessage,
    }[options.severity];
    const buttons = (options.buttons ?? []).map((button) => ({ title: button.label, id: button.id }));
    const chosen = await show(options.message, ...buttons);
    return chosen?.id;
  }

  async progress<T>(
    options: ProgressOptions,
    run: (progress: ProgressReport, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { title, cancellable, after = 0 } = options;
    return withProgress(after, run, (begin) => {
      void window.withProgress(
        { location: ProgressLocation.Notification, title, cancellable },
        (progress, token) =>
          begin({
            draw: (message, increment) => progress.report({ message, increment }),
            onCancel: (cancel) => token.onCancellationRequested(cancel),
          }),
      );
    });
  }

  async saveFile(options: SaveOptions): Promise<string | undefined> {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const uri = await window.showSaveDialog({
      title: options.title,
      defaultUri: folder ? Uri.joinPath(folder, options.suggestedName) : Uri.file(options.suggestedName),
    });
    return uri?.toString();
  }

  async pickFolder(options: {
    readonly title: string;
    readonly openLabel: string;
  }): Promise<string | undefined> {
    const chosen = await window.showOpenDialog({
      title: options.title,
      openLabel: options.openLabel,
      canSelectFiles: false,
      canSelectFolders: true,
    });
    return chosen?.[0]?.toString();
  }

  private picker<T>(options: PickOptions<T>): QuickPick<Row<T>> {
    const picker = window.createQuickPick<Row<T>>();
    place(picker, options);
    picker.placeholder = options.placeholder;
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    const rows = options.items.map(toRow);
    picker.items = rows;
    const { fromText } = options;
    if (fromText) {
      picker.onDidChangeValue((text) => {
        const made = fromText(text);
        picker.items = made ? [{ ...toRow(made), alwaysShow: true }, ...rows] : rows;
      });
    }
    return picker;
  }

  /** Shows `quick` until it is answered, left, or gone back from; always puts it away. */
  private async ask<T>(
    quick: QuickInput,
    step: StepInfo,
    wire: (finish: (result: Answer<T>) => void) => void,
  ): Promise<Answer<T>> {
    const buttons = step.canGoBack === true ? [QuickInputButtons.Back] : [];
    try {
      return await new Promise((finish) => {
        if (isWithButtons(quick)) {
          quick.buttons = buttons;
          quick.onDidTriggerButton((button) => {
            if (button === QuickInputButtons.Back) finish(BACK);
          });
        }
        quick.onDidHide(() => finish(CANCEL));
        wire(finish);
        quick.show();
      });
    } finally {
      quick.dispose();
    }
  }
}

type WithButtons = Pick<QuickPick<QuickPickItem>, 'buttons' | 'onDidTriggerButton'>;
function isWithButtons(quick: QuickInput): quick is QuickInput & WithButtons {
  return 'buttons' in quick && 'onDidTriggerButton' in quick;
}

function place(quick: QuickInput, step: StepInfo): void {
  quick.title = step.title;
  quick.step = step.step;
  quick.totalSteps = step.totalSteps;
  // A person looks things up elsewhere (a mail, the API keys in a browser) while a question stands.
  quick.ignoreFocusOut = true;
}

function toRow<T>(item: PickItem<T>): Row<T> {
  return {
    item,
    label: item.label,
    ...(item.separator === true ? { kind: QuickPickItemKind.Separator } : {}),
    ...(item.description === undefined ? {} : { description: item.description }),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.icon === undefined ? {} : { iconPath: new ThemeIcon(item.icon) }),
  };
}
