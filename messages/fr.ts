import type * as en from './en.ts';
import type { Texts } from './texts.ts';

/** French. Spaces before ; : ! ? and within « » do not break: \u202f (thin), \u00a0 before a colon. */

const plural = (count: number, one: string, other: string) => (Math.abs(count) < 2 ? one : other);

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

  problems: {
    unreachable:
      'Aucune réponse n’est arrivée. Vérifiez votre connexion\u202f; votre saisie est toujours là.',
    unexpected: 'Un problème est survenu de notre côté. Veuillez réessayer dans un instant.',
    unavailable: 'Un problème est survenu de notre côté. Veuillez réessayer dans un instant.',
    'invalid-request': 'La demande n’a pas la forme attendue.',
    'cross-origin': 'Une modification doit être demandée depuis les pages du service.',
    'body-too-large': 'L’envoi dépasse 64\u00a0Kio.',
    'body-too-slow': 'L’envoi n’est pas arrivé à temps.',
    'unsupported-media-type': 'L’envoi doit être de type application/json.',
    'not-found': 'Il n’y a rien ici.',
    'method-not-allowed': 'Cette adresse n’accepte pas cette méthode.',
    'not-signed-in': 'Connectez-vous d’abord.',
    'second-factor-required': 'Terminez d’abord la connexion par votre deuxième étape.',
    'already-signed-in': 'Cette session a déjà passé sa deuxième étape.',
    'reauthentication-required': 'Confirmez d’abord que c’est bien vous.',
    'level-too-low':
      'Il faut pour cela une connexion en deux étapes. Déconnectez-vous, reconnectez-vous avec les deux, puis réessayez.',
    'wrong-credentials': 'Cette adresse e-mail et ce mot de passe ne correspondent pas.',
    'wrong-password': 'Ce mot de passe n’est pas le bon.',
    'wrong-code': 'Ce code n’est pas le bon.',
    'code-expired': 'Ce code ne peut plus être utilisé.',
    'too-many-tries': 'Trop d’essais erronés.',
    'too-many-requests': 'Trop de demandes.',
    'factor-disabled': 'Cette méthode a été désactivée après trop d’essais erronés en un an.',
    'method-not-available': 'Cette méthode ne peut pas être utilisée ici.',
    'recovery-codes-required': 'Enregistrez vos codes de récupération avant d’ajouter la première méthode.',
    'country-not-served':
      'Nous n’envoyons pas de SMS dans ce pays. Donnez un numéro d’un autre pays, ou choisissez l’e-mail.',
    'factor-limit': 'Le nombre maximal par compte est atteint.',
    'factor-exists': 'Cette méthode est déjà configurée.',
    'password-refused': 'Choisissez un autre mot de passe.',
    'browser-cancelled':
      'Il ne s’est rien passé\u00a0: la fenêtre du navigateur a été fermée, n’a rien trouvé à utiliser ou a attendu trop longtemps. Réessayez quand vous voulez.',
    'browser-has-passkey':
      'Cet appareil ou cette clé contient déjà une clé d’accès de votre compte. Choisissez un autre appareil ou une autre clé dans la fenêtre du navigateur.',
    'browser-wrong-address':
      'Le navigateur n’accepte pas de clé d’accès à cette adresse. Ouvrez ce service par son adresse https habituelle.',
    'browser-cannot-make':
      'Cet appareil ou cette clé ne permet pas ce dont nous avons besoin. Définissez un verrouillage d’écran ou un code PIN, ou utilisez autre chose.',
    'browser-without-passkeys':
      'Ce navigateur ne connaît pas les clés d’accès. Mettez-le à jour ou utilisez-en un autre.',
    'browser-failed':
      'L’appareil ou la clé n’a pas répondu comme prévu. Déverrouillez-le ou rebranchez-la, puis réessayez.',
    'passkey-too-late': 'C’était trop long. Veuillez réessayer.',
    'passkey-malformed':
      'Nous n’avons pas pu lire la réponse de votre appareil ou de votre clé. Veuillez réessayer.',
    'passkey-wrong-type': 'C’était la réponse à un autre essai. Veuillez réessayer.',
    'passkey-wrong-challenge': 'C’était la réponse à un autre essai. Veuillez réessayer.',
    'passkey-wrong-origin':
      'Cette clé d’accès a été utilisée à une autre adresse. Ouvrez ce service par son adresse habituelle et réessayez.',
    'passkey-cross-origin':
      'Cette clé d’accès a été utilisée à une autre adresse. Ouvrez ce service par son adresse habituelle et réessayez.',
    'passkey-wrong-service':
      'Cette clé d’accès a été utilisée à une autre adresse. Ouvrez ce service par son adresse habituelle et réessayez.',
    'passkey-user-not-present':
      'Votre appareil ou votre clé n’a pas remarqué votre présence. Touchez-le quand il vous le demande.',
    'passkey-user-not-verified':
      'Votre appareil ou votre clé n’a pas vérifié que c’est bien vous. Il faut pour cela un code PIN, une empreinte ou un visage.',
    'passkey-backup-flags':
      'Votre appareil ou votre clé a répondu d’une manière que nous ne pouvons pas accepter. Réessayez ou utilisez autre chose.',
    'passkey-algorithm':
      'Votre appareil ou votre clé a répondu d’une manière que nous ne pouvons pas accepter. Réessayez ou utilisez autre chose.',
    'passkey-bad-signature':
      'Votre appareil ou votre clé a répondu d’une manière que nous ne pouvons pas accepter. Réessayez ou utilisez autre chose.',
    'passkey-counter':
      'Cette clé d’accès a peut-être été copiée\u00a0: nous ne l’avons pas acceptée. Connectez-vous autrement, puis supprimez-la de votre compte.',
    'passkey-unknown':
      'Cette clé d’accès n’ouvre plus de compte ici\u00a0: elle a été supprimée ou appartient à un autre compte. Connectez-vous autrement.',
    'passkey-exists': 'Cette clé d’accès est déjà enregistrée.',
    'passkey-not-allowed': 'Ce type de clé n’est pas autorisé ici.',
  },
  reasons: {
    'ask-for-a-new-code': 'Demandez-en un nouveau.',
    'begin-again': 'Recommencez.',
    'start-again': 'Recommencez depuis le début.',
    'method-removed': 'Cette méthode a été supprimée.',
    'account-exists': 'Cette adresse a désormais un compte. Connectez-vous.',
    'password-just-changed': 'Le mot de passe vient d’être changé. Réessayez.',
    'mails-just-sent': 'Des e-mails ont été envoyés il y a peu.',
    'texts-just-sent': 'Des SMS ont été envoyés il y a peu.',
    'model-denied': 'Ce modèle n’est pas autorisé.',
    'model-not-listed': 'Ce modèle n’est pas parmi ceux qui sont autorisés.',
    'model-not-proven':
      'Il n’a pas prouvé quel modèle il est. Autorisez le navigateur à voir la marque et le modèle.',
    'not-device-bound':
      'Elle est copiée d’un appareil à l’autre. Utilisez une clé de sécurité, ou une clé d’accès qui reste sur un seul appareil.',
    'no-user-verification': 'Aucun code PIN ni empreinte n’y est défini.',
    'model-withdrawn': 'Son fabricant ou l’Alliance FIDO a retiré ce modèle.',
    'model-unknown': 'Le service de métadonnées ne connaît pas ce modèle\u00a0: rien ne prouve ce qu’il est.',
    'proof-not-trusted': 'Sa preuve d’origine ne remonte pas à son fabricant.',
  },
  faults: {
    'email-not-text': 'Indiquez une adresse e-mail',
    'email-too-long': 'Une adresse e-mail compte au plus 254 caractères',
    'email-malformed': 'Indiquez une adresse comme nom@exemple.fr',
    'password-not-text': 'Indiquez le mot de passe',
    'password-missing': 'Saisissez votre mot de passe',
    'password-too-long': 'Un mot de passe compte au plus 1\u202f024 caractères',
    'password-too-short': ({ minimum, length }) =>
      `Utilisez au moins ${minimum} caractères\u202f; celui-ci en a ${length}. Trois ou quatre mots sans rapport entre eux conviennent bien.`,
    'password-common': 'Ce mot de passe est parmi les premiers que l’on essaie. Choisissez-en un autre.',
    'password-pattern': 'Ce mot de passe est une suite que l’on essaie en premier. Choisissez-en un autre.',
    'password-personal':
      'Ce mot de passe est fait de votre adresse ou du nom de ce service. Choisissez-en un autre.',
    'code-not-text': 'Indiquez le code',
    'code-missing': 'Saisissez le code',
    'code-too-long': 'Un code compte au plus 64 caractères',
    'code-not-mailed-digits': 'Saisissez les 6 chiffres du code envoyé par e-mail',
    'code-not-texted-digits': 'Saisissez les 6 chiffres du code reçu par SMS',
    'phone-not-text': 'Donnez un numéro de téléphone, sous forme de texte',
    'phone-too-long': 'Un numéro de téléphone a au plus 15 chiffres',
    'phone-malformed': 'Saisissez un numéro de téléphone, avec son indicatif s’il n’est pas de ce pays',
    'phone-not-mobile':
      'Ce n’est pas un numéro mobile qui reçoit des SMS. Vérifiez-le, ou choisissez un autre moyen',
    'code-not-app-digits': 'Saisissez les 6 chiffres affichés par votre application d’authentification',
    'code-not-reset-code': 'Saisissez les 8 lettres et chiffres du code envoyé par e-mail',
    'code-not-recovery-code': 'Saisissez l’un de vos codes de récupération, 16 lettres et chiffres',
    'name-not-text': 'Indiquez un nom',
    'name-missing': 'Saisissez un nom',
    'name-too-long': 'Un nom compte au plus 64 caractères',
    'name-not-one-line': 'Un nom tient sur une seule ligne',
  },
  startAgainForCode: 'Recommencez pour en recevoir un nouveau.',
  triesLeft: (count) =>
    count === 0
      ? 'C’était le dernier essai.'
      : plural(count, 'Il vous reste un essai.', `Il vous reste ${count} essais.`),
  problemNotice: {
    now: 'Vous pouvez réessayer maintenant.',
    at: (time) => `Vous pourrez réessayer à ${time}`,
    in: (duration) => `, dans ${duration}.`,
    retry: 'Réessayer',
    reference: (id) => `Référence\u00a0: ${id}`,
  },

  time: {
    justNow: 'à l’instant',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
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

  sms: {
    code: (code, service) => `${service} : ${code} est votre code. Ne le donnez à personne.`,
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
    recoveryNumberAdded: {
      subject: 'Un téléphone de récupération a été ajouté',
      text: (name) =>
        `«\u202f${name}\u202f» peut désormais vous aider, par SMS, à retrouver l’accès à votre compte.`,
    },
    recoveryNumberRemoved: {
      subject: 'Un téléphone de récupération a été supprimé',
      text: (name) => `«\u202f${name}\u202f» a été supprimé. Nous n’y envoyons plus de SMS.`,
    },
    recoveryPreferred: {
      subject: 'Votre méthode de récupération préférée a changé',
      text: (name) =>
        `«\u202f${name}\u202f» est désormais la première que nous proposons pour retrouver l’accès à votre compte.`,
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
    pushReported: {
      subject: 'Une connexion qui n’était pas la vôtre a été arrêtée',
      text: (name: string) =>
        `Quelqu’un qui connaît votre mot de passe a tenté de se connecter, et « ${name} » a répondu que ce n’était pas vous. Personne n’est entré. Changez votre mot de passe dès maintenant.`,
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
