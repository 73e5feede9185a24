import type * as en from './en.ts';
import type { Texts } from './texts.ts';

/** French. Spaces before ; : ! ? and within « » do not break: \u202f (thin), \u00a0 before a colon. */

export const pages: Texts<typeof en.pages> = {
  common: {
    skip: 'Aller au contenu',
    language: 'Langue',
    forDevelopers: 'Pour les développeurs',
  },

  accountMenu: {
    yourAccount: 'Votre compte,',
    signedInAs: 'Connecté avec',
    apiReference: 'Référence de l’API',
    signOut: 'Se déconnecter',
    stillSignedIn: 'Vous êtes toujours connecté\u00a0: aucune réponse n’est arrivée. Veuillez réessayer.',
  },

  time: {
    justNow: 'à l’instant',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
  },

  rememberDevice: {
    label: (days: number) =>
      days < 2
        ? `Se souvenir de cet appareil pendant ${days} jour`
        : `Se souvenir de cet appareil pendant ${days} jours`,
    meaning:
      'Sur ce navigateur, votre mot de passe suffira pour vous connecter. Seulement sur un appareil à vous\u202f; toute modification de votre compte demandera encore cette étape.',
  },

  secondStepOwed: {
    owed: 'Cette session a été ouverte avec votre seul mot de passe. Une telle modification demande votre seconde étape.',
    noMethod: 'Aucune de vos méthodes n’est utilisable pour le moment. Patientez un peu, puis réessayez.',
  },

  rememberedDevices: {
    title: 'Appareils mémorisés',
    lead: 'Les navigateurs où votre mot de passe suffit pour vous connecter. Les modifications de votre compte y demandent aussi la seconde étape.',
    none: 'Aucun\u00a0: la seconde étape est demandée partout.',
    thisBrowser: 'ce navigateur',
    lastUsed: 'dernière utilisation',
    fromTo: (since: string, until: string) => `Mémorisé le ${since}, jusqu’au ${until}`,
    forget: 'Oublier',
    forgetThis: (device: string) => `Oublier ${device}`,
    forgetTitle: 'Oublier cet appareil\u202f?',
    forgetMeaning: (device: string) =>
      `La seconde étape sera demandée sur ${device} à votre prochaine connexion. Les sessions qu’il a ouvertes sans elle se terminent maintenant.`,
    forgetAction: 'L’oublier',
    forgetAll: 'Tout oublier',
    forgetAllTitle: 'Oublier tous les appareils mémorisés\u202f?',
    forgetAllMeaning:
      'La seconde étape sera demandée sur chacun la prochaine fois. Les autres sessions ouvertes sans elle se terminent maintenant.',
    forgetAllAction: 'Les oublier',
    forgotten: (count: number) =>
      count < 2 ? 'Un appareil n’est plus mémorisé' : `${count} appareils ne sont plus mémorisés`,
  },

  recover: {
    title: 'Mot de passe oublié\u202f?',
    lead: 'Saisissez l’adresse avec laquelle vous vous connectez. Si un compte existe, nous y envoyons un code pour choisir un nouveau mot de passe.',
    email: 'E-mail',
    send: 'Envoyer le code',
    remembered: 'Il vous est revenu\u202f? <signIn>Se connecter</signIn>',
  },
};

export const mail: Texts<typeof en.mail> = {
  code: {
    subject: (code, service) => `${code} est votre code ${service}`,
    yourCode: (code) => `Votre code\u00a0: ${code}`,
    purpose: {
      'sign-up': (service) => `Saisissez-le pour confirmer votre adresse et ouvrir votre compte ${service}.`,
      'sign-in': () => 'Saisissez-le pour terminer la connexion.',
      reauthentication: () => 'Saisissez-le pour confirmer que c’est bien vous.',
      enrollment: () => 'Saisissez-le pour que cette adresse serve à récupérer votre compte.',
      'password-reset': () => 'Saisissez-le pour choisir un nouveau mot de passe.',
    },
    worksOnce: (minutes) => `Il ne sert qu’une fois, pendant ${minutes}\u00a0minutes.`,
    neverAsks: (service) =>
      `${service} ne demande jamais ce code par téléphone ni par e-mail. Ne le communiquez à personne.`,
    ignore: 'Si vous ne l’avez pas demandé, vous n’avez rien à faire.',
  },

  accountExists: {
    subject: (service) => `Vous avez déjà un compte ${service}`,
    text: (service) =>
      `Quelqu’un, sans doute vous, a voulu créer un compte ${service} avec cette adresse. Elle en a déjà un.`,
    signIn: 'Se connecter\u00a0:',
    forgot: 'Mot de passe oublié\u00a0:',
    ignore: 'Si ce n’était pas vous, vous n’avez rien à faire\u00a0: rien n’a été modifié.',
  },

  notice: {
    when: 'Quand\u00a0:',
    device: 'Appareil\u00a0:',
    where: 'Où\u00a0:',
    notKnown: 'inconnu',
    whatToDo:
      'Si c’était vous, il n’y a rien à faire. Sinon, changez tout de suite votre mot de passe et fermez toutes les autres sessions\u00a0:',
    aMethod: 'Une méthode',
  },

  notices: {
    recoveryAddressAdded: {
      subject: 'Une adresse de récupération a été ajoutée',
      text: (address) => `${address} peut désormais vous aider à retrouver l’accès à votre compte.`,
    },
    methodAdded: {
      subject: 'Une méthode de connexion a été ajoutée',
      text: (name) => `«\u202f${name}\u202f» a été ajouté à votre vérification en deux étapes.`,
    },
    methodRenamed: {
      subject: 'Une méthode de connexion a été renommée',
      text: (from, name) => `«\u202f${from}\u202f» s’appelle désormais «\u202f${name}\u202f».`,
    },
    recoveryAddressRemoved: {
      subject: 'Une adresse de récupération a été supprimée',
      text: (address) => `L’adresse «\u202f${address}\u202f» a été supprimée.`,
    },
    methodRemoved: {
      subject: 'Une méthode de connexion a été supprimée',
      text: (name) => `«\u202f${name}\u202f» a été supprimé.`,
    },
    twoStepOff:
      'La vérification en deux étapes est maintenant désactivée, et vos codes de récupération ne sont plus valables.',
    methodLocked: {
      subject: 'Trop d’essais erronés',
      text: (name) =>
        `Quelqu’un a donné trop de mauvaises réponses pour «\u202f${name}\u202f». Cette méthode est bloquée pour un moment.`,
    },
    passwordDisabled: {
      subject: 'Votre mot de passe a été désactivé',
      text: 'Quelqu’un a saisi trop de mots de passe erronés. Seuls les appareils sur lesquels vous vous êtes déjà connecté l’acceptent encore\u00a0: choisissez-en un nouveau.',
    },
    methodDisabled: {
      subject: 'Une méthode de connexion a été désactivée',
      text: (name) =>
        `Trop de mauvaises réponses ont été données pour «\u202f${name}\u202f». Cette méthode est désactivée\u00a0: utilisez-en une autre, puis configurez-la de nouveau.`,
    },
    passkeyCopied: {
      subject: 'Une clé d’accès a peut-être été copiée',
      text: (name) =>
        `«\u202f${name}\u202f» a été utilisée, et son compteur n’avait pas avancé depuis la dernière fois\u00a0: signe qu’il en existe deux. La connexion a été refusée. Supprimez cette clé d’accès, sauf si vous savez pourquoi.`,
    },
    recoveryCodesMade: {
      subject: 'De nouveaux codes de récupération ont été créés',
      text: 'Vos anciens codes de récupération ne fonctionnent plus.',
    },
    recoveryCodeUsed: {
      subject: 'Un code de récupération a été utilisé',
      text: (left) =>
        `Quelqu’un s’est connecté avec un code de récupération. ${left === 0 ? 'Il n’en reste aucun' : `Il en reste ${left}`}.`,
    },
    passwordChanged: {
      subject: 'Votre mot de passe a été changé',
      text: 'Le mot de passe de votre compte a été changé.',
    },
    passwordReset: {
      subject: 'Votre mot de passe a été réinitialisé',
      text: 'Un nouveau mot de passe a été choisi grâce à un code envoyé par e-mail. Toutes les sessions ont été fermées.',
    },
    sessionEnded: {
      subject: 'Une session a été fermée',
      text: 'Vous avez été déconnecté sur un appareil.',
    },
    sessionsEnded: {
      subject: 'Les autres sessions ont été fermées',
      text: 'Vous avez été déconnecté partout ailleurs.',
    },
  },

  device: {
    unknown: 'Appareil inconnu',
    browser: 'Un navigateur',
    on: (browser, system) => `${browser} sur ${system}`,
  },
};
