declare module 'govuk-frontend/dist/govuk/components/button/button.mjs' {
  export class Button {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs' {
  export class CharacterCount {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs' {
  export class Checkboxes {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs' {
  export class ErrorSummary {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/file-upload/file-upload.mjs' {
  export class FileUpload {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs' {
  export class NotificationBanner {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs' {
  export class PasswordInput {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/radios/radios.mjs' {
  export class Radios {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs' {
  export class ServiceNavigation {
    constructor(root: HTMLElement);
  }
}
declare module 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs' {
  export class SkipLink {
    constructor(root: HTMLElement);
  }
}
